import { z } from 'zod';

/**
 * Text that every store can keep: no NUL (PostgreSQL refuses it) and no lone surrogate (it has no UTF-8 form).
 * @param message what the person is told
 */
export const safeText = (message: string) =>
  z.string({ error: message }).refine((value) => value.isWellFormed() && !value.includes('\0'), message);

export const objectIdPattern = /^[0-9a-f]{24}$/;
export const objectId = z.string().regex(objectIdPattern);
export const uuid = z.uuid().toLowerCase();
