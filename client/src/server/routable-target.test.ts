import { expect, it } from '@jest/globals';
import { routableTarget } from './routable-target.ts';

it.each(['/tickets/%ff', '/%', '/%zz', '/orders/%c0%af/x', '/tickets/%E2%82?from=2027-05-01', '/_next/static/%ff'])(
  'the path of %s leads to a page that does not exist',
  (target) => {
    expect(routableTarget(target)).toBe('/undecodable');
  },
);

it.each(['/api/%ff', '/api/tickets/%E0%A4%A'])('the API path %s leads to an error of the API', (target) => {
  expect(routableTarget(target)).toBe('/api/undecodable');
});

it.each(['/', '/tickets/1', '/tickets/%E2%82%AC', '/?search=%ff', '/tickets/%25ff', '*', 'http://host/path'])(
  '%s is unchanged',
  (target) => {
    expect(routableTarget(target)).toBe(target);
  },
);
