import { invalidInput, TransientError } from '@ticketing/common/errors';
import PQueue from 'p-queue';
import sharp from 'sharp';
import { maxPicturePixels, pictureSize, pictureTypeOf } from '../domain/picture.ts';

/** Rendering a picture of the maximum size needs up to 210 MB, measured with a progressive JPEG. */
const maxConcurrent = 2;
const maxWaiting = 16;
const timeoutSeconds = 10;

export interface PictureRenderer {
  /**
   * Renders a picture for display: decodes, orients, crops to the centre and re-encodes it. Anything else in the file
   * (EXIF locations, appended formats) is dropped.
   * @returns WebP
   * @throws DomainError invalid_picture, picture_too_many_pixels
   * @throws TransientError when the queue is full
   */
  render(bytes: Uint8Array): Promise<Buffer>;
}

const tooManyPixels = () =>
  invalidInput(
    'picture_too_many_pixels',
    `The picture has more than ${maxPicturePixels / 1e6} megapixels; make it smaller`,
  );

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
  // The decoder reports errors as text only; all but the size mean that the file is unusable.
  const unusable = () => {
    throw invalidPicture();
  };
  // Reads the header only, so a small file that unpacks to too much costs nothing.
  const { width, height } = await sharp(bytes, { limitInputPixels: false }).metadata().catch(unusable);
  if (width * height > maxPicturePixels) throw tooManyPixels();
  return sharp(bytes, { limitInputPixels: maxPicturePixels, failOn: 'error', sequentialRead: true })
    .timeout({ seconds: timeoutSeconds })
    .autoOrient()
    .resize({ ...pictureSize, fit: 'cover', position: 'centre' })
    .flatten({ background: '#ffffff' })
    .webp({ quality: 80 })
    .toBuffer()
    .catch(unusable);
}
