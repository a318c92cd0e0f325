import { expect, it } from '@jest/globals';
import { crewLabel, needsText, readNeeds, readQualifications } from './crew-text.ts';

it('what a vehicle needs is read from lines and written as them', () => {
  const text = 'driver 1: class-482\ncabin 3: cabin-attestation, 1 senior\nguest 2';
  const needs = readNeeds(` ${text.replace('\n', '\n\n')} `);
  expect(needs).toEqual([
    { role: 'driver', count: 1, qualifications: ['class-482'], atLeast: [] },
    {
      role: 'cabin',
      count: 3,
      qualifications: ['cabin-attestation'],
      atLeast: [{ qualification: 'senior', count: 1 }],
    },
    { role: 'guest', count: 2, qualifications: [], atLeast: [] },
  ]);
  expect(needsText(needs ?? [])).toBe(text);
  expect(readNeeds('')).toEqual([]);
});

it.each(['driver', '1 driver', 'Driver 1', 'driver 1: Class 482', 'driver 1: 1 a b'])('a need is not: %s', (line) => {
  expect(readNeeds(line)).toBeNull();
});

it('qualifications may expire', () => {
  expect(readQualifications('class-482 2028-12-31\nsenior')).toEqual([
    { name: 'class-482', validUntil: '2028-12-31' },
    { name: 'senior', validUntil: null },
  ]);
  expect(readQualifications('class-482 next year')).toBeNull();
});

it('somebody has a name, a number, or both', () => {
  expect(
    [
      { name: 'Ada', staffNumber: '4711' },
      { name: null, staffNumber: '4711' },
    ].map(crewLabel),
  ).toEqual(['Ada · 4711', '4711']);
});
