import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { TransientError } from '@ticketing/common/errors';
import PQueue from 'p-queue';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane (about 18 ms on the reference machine). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Half a second or so of work on one core; who comes later is asked to come again, instead of slowing everyone down. */
const maxWaiting = 100;

export interface PasswordHasher {
  /** @throws TransientError when too many are waiting */
  hash(password: string): Promise<string>;
  /**
   * Takes as long for an unknown person (null) as for a wrong password.
   * @throws TransientError when too many are waiting
   */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

export async function createPasswordHasher(): Promise<PasswordHasher> {
  const queue = new PQueue({ concurrency: availableParallelism() });
  const nobodysHash = await hash('the password of nobody', cost);
  const enqueue = async <T>(work: () => Promise<T>): Promise<T> => {
    if (queue.size >= maxWaiting) throw new TransientError('too many passwords are waiting to be hashed');
    return queue.add(work);
  };
  return {
    hash: (password) => enqueue(() => hash(password, cost)),
    verify: (passwordHash, password) =>
      enqueue(async () => (await verify(passwordHash ?? nobodysHash, password)) && passwordHash !== null),
  };
}
