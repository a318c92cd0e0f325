import { invalidInput, TransientError } from '@ticketing/common/errors';
import PQueue from 'p-queue';
import sharp from 'sharp';
import { pictureSize, pictureTypeOf } from '../domain/picture.ts';

/** More than any telephone takes. A small file may unpack to far more, and is refused by its header. */
const maxPixels = 40_000_000;
/** A picture of the largest size needs up to 160 MB while it is at work. */
const atOnce = 2;
const maxWaiting = 16;
const timeoutSeconds = 10;

export interface PictureRenderer {
  /**
   * The picture as it is shown: decoded, turned upright, cut to its middle, encoded anew. Whatever else the file carried
   * (EXIF with places, other formats glued to it) is gone.
   * @returns WebP
   * @throws DomainError invalid_picture
   * @throws TransientError when too many are waiting
   */
  render(bytes: Uint8Array): Promise<Buffer>;
}

export const invalidPicture = () =>
  invalidInput('invalid_picture', 'The file is not a JPEG, PNG or WebP picture that can be used');

export function createPictureRenderer(): PictureRenderer {
  // libvips knows dozens of formats; none but ours is ever tried.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
  });
  sharp.concurrency(1);
  sharp.cache(false);
  const queue = new PQueue({ concurrency: atOnce });
  return {
    async render(bytes) {
      if (queue.size >= maxWaiting) throw new TransientError('too many pictures are waiting');
      return queue.add(() => poster(bytes));
    },
  };
}

async function poster(bytes: Uint8Array): Promise<Buffer> {
  if (pictureTypeOf(bytes) === null) throw invalidPicture();
  try {
    return await sharp(bytes, { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true })
      .timeout({ seconds: timeoutSeconds })
      .autoOrient()
      .resize({ ...pictureSize, fit: 'cover', position: 'centre' })
      .flatten({ background: '#ffffff' })
      .webp({ quality: 80 })
      .toBuffer();
  } catch {
    // The decoder says it in its own words only; all of them mean that the file is of no use.
    throw invalidPicture();
  }
}
