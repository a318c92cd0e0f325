import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { derivedKey } from '../derived-keys/index.ts';

/** Returns an address in its shortest form; an IPv4 address that arrives as IPv6 (::ffff:192.0.2.1) as IPv4. */
const parse = (address: string) => (ipaddr.isValid(address) ? ipaddr.process(address) : null);

const inPrefix = (parsed: ipaddr.IPv4 | ipaddr.IPv6, bits: number): string =>
  parsed.kind() === 'ipv4'
    ? `${ipaddr.IPv4.networkAddressFromCIDR(`${parsed}/${bits}`)}/${bits}`
    : `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed}/${bits}`)}/${bits}`;

/**
 * Returns what one subscriber controls: an IPv4 address, or the /64 of an IPv6 address, because one household has 2^64
 * of those. Text that is no address is returned as it is.
 */
export function subscriberOf(address: string): string {
  const parsed = parse(address);
  if (!parsed) return address;
  return parsed.kind() === 'ipv4' ? parsed.toString() : inPrefix(parsed, 64);
}

/**
 * Returns a function that hashes an address's subscriber with a key, so that stored hashes can be counted, but reveal no
 * address to somebody who tries them all.
 * @param secret the key shared by all services
 */
export function createSubscriberHash(secret: string): (address: string) => string {
  const key = derivedKey(secret, 'subscribers');
  return (address) => createHmac('sha256', key).update(subscriberOf(address)).digest('base64url');
}

/**
 * Returns the network of an address, too coarse to identify a household: /24 of IPv4, /48 of IPv6. Null for an address
 * that says nothing about a place: private, loopback, or none.
 */
export function networkOf(address: string): string | null {
  const parsed = parse(address);
  if (parsed?.range() !== 'unicast') return null;
  return inPrefix(parsed, parsed.kind() === 'ipv4' ? 24 : 48);
}
