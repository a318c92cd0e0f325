import { expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { partImages, pinnedImages } from './pinned-images.ts';

const digest = `sha256:${'0a'.repeat(32)}`;

it('finds the images of the parts, once each', () => {
  const manifest = `
    - image: mongo:8.0
      image: ticketing/auth
      image: ghcr.io/kafbat/kafka-ui:v1.3.0
    - image: mongo:8.0
`;
  expect(partImages(manifest)).toEqual(['ghcr.io/kafbat/kafka-ui:v1.3.0', 'mongo:8.0']);
});

it('pins names with a registry and a port, and keeps the tag for its reader', () => {
  const pinned = pinnedImages(new Map([['registry.example:5000/team/mongo:8.0', digest]]));
  expect(parse(pinned)).toMatchObject({
    images: [{ name: 'registry.example:5000/team/mongo', newTag: '8.0', digest }],
  });
});

it.each([
  ['mongo', digest, 'mongo has no tag'],
  ['mongo:8.0', 'not found', 'mongo:8.0 has no digest, but not found'],
])('refuses %s with %s', (image, found, problem) => {
  expect(() => pinnedImages(new Map([[image, found]]))).toThrow(problem);
});
