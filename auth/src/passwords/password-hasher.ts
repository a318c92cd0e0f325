import { availableParallelism } from 'node:os';
import { hash, verify } from '@node-rs/argon2';
import { TransientError } from '@ticketing/common/errors';
import PQueue from 'p-queue';
import { normalizePassword, passwordForms } from '../domain/password.ts';

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane (about 18 ms on the reference machine). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** About half a second of work on one core. Above this, requests get 503 instead of slowing down all others. */
const maxWaiting = 100;

/** `outdated`: right, but hashed in another Unicode form. */
export type PasswordMatch = 'wrong' | 'right' | 'outdated';

export interface PasswordHasher {
  /** @throws TransientError when the queue of new passwords is full */
  hash(password: string): Promise<string>;
  /**
   * Verifies a password. Takes as long for an unknown user (null) as for a wrong password.
   * @throws TransientError when the queue of sign-ins is full
   */
  verify(passwordHash: string | null, password: string): Promise<PasswordMatch>;
}

/** Refuses work while too much of its kind waits. */
function createLane(concurrency: number) {
  const queue = new PQueue({ concurrency });
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (queue.size >= maxWaiting) throw new TransientError('too many passwords are waiting to be hashed');
    return queue.add(work);
  };
}

/** New passwords and sign-ins have separate queues: a crowd that signs up must not keep others from signing in. */
export async function createPasswordHasher(): Promise<PasswordHasher> {
  const newPasswords = createLane(Math.max(1, Math.floor(availableParallelism() / 2)));
  const signIns = createLane(availableParallelism());
  const dummyHash = await hash('dummy password', cost);
  return {
    hash: (password) => newPasswords(() => hash(normalizePassword(password), cost)),
    verify: (passwordHash, password) =>
      signIns(async () => {
        const [current, ...others] = passwordForms(password);
        if (await verify(passwordHash ?? dummyHash, current)) return passwordHash === null ? 'wrong' : 'right';
        for (const form of others)
          if ((await verify(passwordHash ?? dummyHash, form)) && passwordHash !== null) return 'outdated';
        return 'wrong';
      }),
  };
}
