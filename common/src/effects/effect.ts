import { createHash, randomUUID } from 'node:crypto';

/**
 * The effect of one request. Requests with the same Idempotency-Key share an effect, and every row they create derives
 * its id from it. So a repeated request finds what the first one created, even when a crash lost the first response.
 */
export interface Effect {
  /** A random UUID, stored by the first claim of the key, so no client can choose or guess it. */
  id: string;
  /** Whether other requests may share this effect. */
  isShared: boolean;
  /** Whether an earlier request had this effect. */
  isRepeat: boolean;
}

/** Creates the effect of a request without an Idempotency-Key. */
export const newEffect = (): Effect => ({ id: randomUUID(), isShared: false, isRepeat: false });

/** Derives an id in MongoDB's format; the same for every request of the effect. */
export const objectIdOf = ({ id }: Effect): string => createHash('sha256').update(id).digest('hex').slice(0, 24);

/**
 * Creates something unless a request with the same effect has created it. A repeat searches first. A request that fails
 * searches afterwards: the response to a commit may be lost, and a frozen request may be overtaken by its repeat, after
 * which every rule refuses it.
 * @param find finds what was created, by the effect's id
 * @throws the error of `create` when nothing was created
 */
export async function createOnce<T>(
  { isShared, isRepeat }: Effect,
  { find, create }: { find: () => Promise<T | null>; create: () => Promise<T> },
): Promise<T> {
  const before = isRepeat ? await find() : null;
  if (before !== null) return before;
  try {
    return await create();
  } catch (error) {
    const made = isShared ? await find().catch(() => null) : null;
    if (made === null) throw error;
    return made;
  }
}
