import { describe, expect, it } from '@jest/globals';
import { nextPageQuery } from './link-header.ts';

describe('the next page of a Link header', () => {
  it.each([
    ['</api/tickets?limit=50&cursor=17-ab>; rel="next"', 'limit=50&cursor=17-ab'],
    ['<https://shop.example/api/tickets?cursor=a%2Cb>; rel=next', 'cursor=a%2Cb'],
    ['</api/tickets>; rel="first", </api/tickets?cursor=2>; title="x"; rel="next"', 'cursor=2'],
    ['</api/tickets?cursor=3>; rel="last next"', 'cursor=3'],
  ])('of %s is %s', (header, query) => {
    expect(nextPageQuery(header)).toBe(query);
  });

  it.each([null, '', '</api/tickets?cursor=1>; rel="prev"', '</api/tickets>; rel="next"', 'nonsense'])(
    'there is none in %j',
    (header) => {
      expect(nextPageQuery(header)).toBeNull();
    },
  );

  it('takes nothing but the query from a foreign address', () => {
    expect(nextPageQuery('<https://evil.example/x?cursor=1>; rel="next"')).toBe('cursor=1');
  });
});
