import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { csv } from '@ticketing/common/config';

/** The keys that one value of SECOND_FACTOR_KEYS yields. */
export interface SecondFactorKey {
  kid: string;
  /** Encrypts secrets of authenticator apps in the database. */
  sealing: KeyObject;
  /** Signs challenges. */
  challenge: KeyObject;
}

/** One value yields independent keys, one for each purpose. Source: RFC 5869 (HKDF). */
function derive(hex: string): SecondFactorKey {
  const of = (purpose: string, bytes: number) =>
    Buffer.from(hkdfSync('sha256', Buffer.from(hex, 'hex'), '', `ticketing second factors: ${purpose}`, bytes));
  return {
    kid: of('key id', 8).toString('hex'),
    sealing: createSecretKey(of('secrets', 32)),
    challenge: createSecretKey(of('challenges', 32)),
  };
}

export type SecondFactorKeys = readonly [SecondFactorKey, ...SecondFactorKey[]];

/**
 * SECOND_FACTOR_KEYS: 32 random bytes in hex, which only auth gets. During a rotation, the new one comes first and the old
 * one stays as long as the database has something that was sealed with it.
 */
export const secondFactorKeys = () =>
  csv().transform((values, context): SecondFactorKeys => {
    const [first, ...others] = values.map((value) => (/^[0-9a-f]{64}$/.test(value) ? derive(value) : null));
    const rest = others.filter((key) => key !== null);
    if (first && rest.length === others.length) return [first, ...rest];
    context.addIssue({ code: 'custom', message: 'must be 64 hex digits; create them with: openssl rand -hex 32' });
    return [] as never;
  });
