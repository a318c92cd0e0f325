import { describe, expect, it } from '@jest/globals';
import { parseSeatId, seatIdOf } from './index.ts';

describe('the id of a seat', () => {
  it('names section, row and number', () => {
    expect(seatIdOf('stalls', 'C', '11')).toBe('stalls:C:11');
    expect(parseSeatId('stalls:C:11')).toEqual({ sectionId: 'stalls', rowLabel: 'C', number: '11' });
  });

  it.each([
    '',
    'stalls',
    'stalls:C',
    'stalls:C:',
    ':C:11',
    'stalls:C:11:2',
    'stalls:Ç:11',
    'stalls:C:11\n',
    `s:C:${'1'.repeat(21)}`,
  ])('is not %j', (text) => expect(parseSeatId(text)).toBeNull());
});
