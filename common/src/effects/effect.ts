import { createHash, randomUUID } from 'node:crypto';

/**
 * What one request makes. Requests under one Idempotency-Key share an effect, and what they make takes its id from it: so a
 * repeat finds what the first one made, also when a crash kept the first from saying so.
 */
export interface Effect {
  /** A random UUID. The first claim of the key stores it, so no client can choose or guess it. */
  id: string;
  /** Other requests may have the same effect. */
  isShared: boolean;
  /** One of them came before this one. */
  isRepeat: boolean;
}

/** The effect of a request that nobody repeats. */
export const newEffect = (): Effect => ({ id: randomUUID(), isShared: false, isRepeat: false });

/** The same for every request of an effect, in the shape of MongoDB's ids. */
export const objectIdOf = ({ id }: Effect): string => createHash('sha256').update(id).digest('hex').slice(0, 24);

/**
 * Makes something unless a request of the same effect has made it. A repeat looks first. Whoever fails looks afterwards: the
 * answer to a commit may be lost, and a request that was frozen may be overtaken by its repeat, after which every rule says no.
 * @param find what was made, by the effect's id
 * @throws whatever `make` throws when nothing was made
 */
export async function makeOnce<T>(
  { isShared, isRepeat }: Effect,
  { find, make }: { find: () => Promise<T | null>; make: () => Promise<T> },
): Promise<T> {
  const before = isRepeat ? await find() : null;
  if (before !== null) return before;
  try {
    return await make();
  } catch (error) {
    const made = isShared ? await find().catch(() => null) : null;
    if (made === null) throw error;
    return made;
  }
}
