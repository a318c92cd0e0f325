import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { TransientError } from '@ticketing/common/errors';
import PQueue from 'p-queue';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane (about 18 ms on the reference machine). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** About half a second of work on one core. Above this, requests get 503 instead of slowing down all others. */
const maxWaiting = 100;

export interface PasswordHasher {
  /** @throws TransientError when the queue is full */
  hash(password: string): Promise<string>;
  /**
   * Verifies a password. Takes as long for an unknown user (null) as for a wrong password.
   * @throws TransientError when the queue is full
   */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

export async function createPasswordHasher(): Promise<PasswordHasher> {
  const queue = new PQueue({ concurrency: availableParallelism() });
  const dummyHash = await hash('dummy password', cost);
  const enqueue = async <T>(work: () => Promise<T>): Promise<T> => {
    if (queue.size >= maxWaiting) throw new TransientError('too many passwords are waiting to be hashed');
    return queue.add(work);
  };
  return {
    hash: (password) => enqueue(() => hash(password, cost)),
    verify: (passwordHash, password) =>
      enqueue(async () => (await verify(passwordHash ?? dummyHash, password)) && passwordHash !== null),
  };
}
