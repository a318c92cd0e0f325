import { describe, expect, it } from '@jest/globals';
import { networkOf, subscriberOf } from './index.ts';

describe('the subscriber of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2:ffff::1', '2001:db8:1:2::/64'],
    ['unknown', 'unknown'],
  ])('of %s is %s', (address, subscriber) => expect(subscriberOf(address)).toBe(subscriber));
});

describe('the network of an address', () => {
  it.each([
    ['198.51.99.7', '198.51.99.0/24'],
    ['2a02:1234:5678:9abc::1', '2a02:1234:5678::/48'],
    ['::ffff:8.8.4.4', '8.8.4.0/24'],
  ])('of %s is %s', (address, network) => expect(networkOf(address)).toBe(network));

  it.each(['127.0.0.1', '::1', '10.1.2.3', '192.168.0.1', 'fe80::1', 'unknown', ''])('of %s says nothing', (address) =>
    expect(networkOf(address)).toBeNull(),
  );
});
