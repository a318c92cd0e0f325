import { z } from 'zod';

/** The message about a missing variable. */
export const required = 'is required';
/** A non-empty variable. */
export const text = () => z.string({ error: required }).min(1);
/** Comma-separated, at least one. */
export const csv = () => text().transform((list) => list.split(',').map((item) => item.trim()));
/** A URL with one of the given protocols, e.g. `url('http', 'https')`. */
export const url = (...protocols: string[]) =>
  text().refine(
    (value) => protocols.some((protocol) => value.startsWith(`${protocol}://`)),
    `must start with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  );
/** A TCP port in [0, 65535]; 0 lets the system choose one. */
export const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);
/** An integer ≥ 1, in the unit that the variable's name states. */
export const positiveInteger = (fallback: number) => z.coerce.number().int().positive().default(fallback);
