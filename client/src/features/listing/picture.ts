import type { Fault } from '@/api/problem.ts';

export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'];
const maxBytes = 5 * 1024 * 1024;

/** Validates the selected file as far as possible; only the server can tell whether it is a picture. */
export function faultOfPicture({ type, size }: Pick<File, 'type' | 'size'>): Fault | null {
  if (!pictureTypes.includes(type)) return { code: 'picture_type' };
  return size > maxBytes ? { code: 'picture_size' } : null;
}
