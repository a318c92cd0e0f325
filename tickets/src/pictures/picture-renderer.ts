import { invalidInput, TransientError } from '@ticketing/common/errors';
import PQueue from 'p-queue';
import sharp from 'sharp';
import { pictureSize, pictureTypeOf } from '../domain/picture.ts';

/** More than any phone's camera. A small file that unpacks to more is refused by its header. */
const maxPixels = 40_000_000;
/** Rendering a picture of the maximum size needs up to 160 MB. */
const maxConcurrent = 2;
const maxWaiting = 16;
const timeoutSeconds = 10;

export interface PictureRenderer {
  /**
   * Renders a picture for display: decodes, orients, crops to the centre and re-encodes it. Anything else in the file
   * (EXIF locations, appended formats) is dropped.
   * @returns WebP
   * @throws DomainError invalid_picture
   * @throws TransientError when the queue is full
   */
  render(bytes: Uint8Array): Promise<Buffer>;
}

export const invalidPicture = () =>
  invalidInput('invalid_picture', 'The file is not a JPEG, PNG or WebP picture that can be used');

export function createPictureRenderer(): PictureRenderer {
  // libvips supports dozens of formats; only these decoders are enabled.
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({
    operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
  });
  sharp.concurrency(1);
  sharp.cache(false);
  const queue = new PQueue({ concurrency: maxConcurrent });
  return {
    async render(bytes) {
      if (queue.size >= maxWaiting) throw new TransientError('too many pictures are waiting to be rendered');
      return queue.add(() => renderPoster(bytes));
    },
  };
}

async function renderPoster(bytes: Uint8Array): Promise<Buffer> {
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
    // The decoder reports errors as text only; all of them mean that the file is unusable.
    throw invalidPicture();
  }
}
