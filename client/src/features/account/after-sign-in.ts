import * as z from 'zod/mini';

/** A sign-in that takes longer is another visit. */
const validForMs = 15 * 60_000;

export type TabStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const note = z.object({ atMs: z.number() });

/** Notes in this tab what the visitor wanted to do before going to sign in. */
export function keepForAfterSignIn(store: TabStore, name: string, wish: object, nowMs: number): void {
  store.setItem(name, JSON.stringify({ ...wish, atMs: nowMs }));
}

/** Returns what was noted, once; null when it is too old, or can't be read. */
export function takeAfterSignIn<T>(store: TabStore, name: string, schema: z.ZodMiniType<T>, nowMs: number): T | null {
  const text = store.getItem(name);
  store.removeItem(name);
  try {
    const kept: unknown = JSON.parse(text ?? 'null');
    const isCurrent = nowMs - z.parse(note, kept).atMs < validForMs;
    return isCurrent ? z.parse(schema, kept) : null;
  } catch {
    return null;
  }
}
