/**
 * Accepted upload types. Other formats, above all SVG, can carry scripts or have decoders with a history of
 * vulnerabilities.
 */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
export type PictureType = (typeof pictureTypes)[number];

export const maxPictureBytes = 5 * 1024 * 1024;

/**
 * More than the main cameras of phones take (50 megapixels: 8192 × 6144). Decoding needs memory for all of them, however
 * small the file is.
 */
export const maxPicturePixels = 64_000_000;

/** Size of the stored picture: a poster, 4:5. */
export const pictureSize = { width: 800, height: 1_000 } as const;

const startsWith = (bytes: Uint8Array, signature: string, at = 0): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1', at, at + signature.length) ===
  signature;

/**
 * Returns the type that the bytes' signature claims, whatever the request says; null for any other type. No decoder has
 * seen them yet. Source: the signatures of RFC 2083 (PNG), ITU T.81 (JPEG) and RFC 9649 (WebP).
 */
export function pictureTypeOf(bytes: Uint8Array): PictureType | null {
  if (startsWith(bytes, '\xff\xd8\xff')) return 'image/jpeg';
  if (startsWith(bytes, '\x89PNG\r\n\x1a\n')) return 'image/png';
  return startsWith(bytes, 'RIFF') && startsWith(bytes, 'WEBP', 8) ? 'image/webp' : null;
}
