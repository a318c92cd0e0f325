import type { Fault } from '@/api/problem.ts';

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'];
const maxBytes = 5 * 1024 * 1024;

/** What can be told of a chosen file before it is sent; whether it is a picture at all only the server can tell. */
export function faultOfPicture({ type, size }: Pick<File, 'type' | 'size'>): Fault | null {
  if (!pictureTypes.includes(type)) return { code: 'picture_type' };
  return size > maxBytes ? { code: 'picture_size' } : null;
}
