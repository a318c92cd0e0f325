import { beforeAll, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { listings } from './catalogue.ts';
import { drawPoster } from './poster.ts';

const posters = listings.flatMap(({ title, poster }) => (poster ? [[title, poster] as const] : []));

// sharp is native, so it is shared with the suites that ran before in this process: those of tickets disable decoders.
beforeAll(() => sharp.unblock({ operation: ['VipsForeignLoad'] }));

it.each(posters)('draws %s as a picture that the store accepts', async (title, poster) => {
  const { format, width, height } = await sharp(await drawPoster(poster, title)).metadata();
  expect([format, width, height]).toEqual(['jpeg', 800, 1000]);
});

it('draws the same listing the same, and another one of the same scene differently', async () => {
  const [one, again, other] = await Promise.all(
    ['a', 'a', 'b'].map((seed) => drawPoster({ scene: 'stage', ink: 'moss' }, seed)),
  );
  expect(again).toEqual(one);
  expect(other).not.toEqual(one);
});
