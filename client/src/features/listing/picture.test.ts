import { expect, it } from '@jest/globals';
import { faultOfPicture } from './picture.ts';

it.each([
  ['a picture', { type: 'image/webp', size: 5 * 1024 * 1024 }, null],
  ['a larger one', { type: 'image/webp', size: 5 * 1024 * 1024 + 1 }, { code: 'picture_size' }],
  ['a drawing with script in it', { type: 'image/svg+xml', size: 10 }, { code: 'picture_type' }],
])('%s: %j → %j', (_name, file, fault) => {
  expect(faultOfPicture(file)).toEqual(fault);
});
