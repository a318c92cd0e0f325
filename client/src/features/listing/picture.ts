import type { Fault } from '@/api/problem.ts';

export const PICTURE_TYPES = ['image/jpeg', 'image/png', 'image/webp'];
const MAX_BYTES = 5 * 1024 * 1024;

/** What can be told of a chosen file before it is sent; whether it is a picture at all only the server can tell. */
export function faultOfPicture({ type, size }: Pick<File, 'type' | 'size'>): Fault | null {
  if (!PICTURE_TYPES.includes(type)) return { code: 'picture_type' };
  return size > MAX_BYTES ? { code: 'picture_size' } : null;
}
