import { describe, expect, it } from '@jest/globals';
import { nextCursor } from './link-header.ts';

describe('the next page of a Link header', () => {
  it.each([
    ['</api/tickets?limit=50&cursor=17-ab>; rel="next"', '17-ab'],
    ['<https://shop.example/api/tickets?cursor=a%2Cb>; rel=next', 'a,b'],
    ['</api/tickets>; rel="first", </api/tickets?cursor=2>; title="x"; rel="next"', '2'],
    ['</api/tickets?cursor=3>; rel="last next"', '3'],
  ])('of %s is %s', (header, cursor) => {
    expect(nextCursor(header)).toBe(cursor);
  });

  it.each([null, '', '</api/tickets?cursor=1>; rel="prev"', '</api/tickets>; rel="next"', 'nonsense'])(
    'there is none in %j',
    (header) => {
      expect(nextCursor(header)).toBeNull();
    },
  );

  it('takes only the cursor from a foreign address', () => {
    expect(nextCursor('<https://evil.example/x?cursor=1>; rel="next"')).toBe('1');
  });
});
