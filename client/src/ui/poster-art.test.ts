import { expect, it } from '@jest/globals';
import { initialsOf, posterOf } from './poster-art.ts';

it('draws the same poster for the same ticket', () => {
  expect(posterOf('id-1', 'Night Parade')).toEqual(posterOf('id-1', 'Night Parade'));
});

it.each([
  ['The Night Parade', 'TN'],
  ['opera', 'O'],
  ['Żółw — śpiew', 'ŻŚ'],
  ['🎟️', '·'],
])('%s has the initials %s', (title, initials) => {
  expect(initialsOf(title)).toBe(initials);
});
