import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { newEcKey } from '../ec-keys/index.ts';
import { publicKeySet, sessionPrivateKeys, sessionPublicKeys } from './index.ts';

const [first, second] = [newEcKey(), newEcKey()];
const text = (keys: object[]) => JSON.stringify({ keys });

describe('session keys', () => {
  it('sign with the first key and publish all, without their private parts', () => {
    const parsed = sessionPrivateKeys().parse(text([first, second]));
    const published = publicKeySet(parsed?.published ?? []);

    expect(parsed?.signing.kid).toBe(first.kid);
    expect(published.keys.map(({ kid, alg, use }) => [kid, alg, use])).toEqual([
      [first.kid, 'ES256', 'sig'],
      [second.kid, 'ES256', 'sig'],
    ]);
    expect(JSON.stringify(published)).not.toContain(first.d);
    expect([...sessionPublicKeys().parse(JSON.stringify(published)).keys()]).toEqual([first.kid, second.kid]);
  });

  it('are optional', () => {
    expect(sessionPrivateKeys().parse(undefined)).toBeUndefined();
    expect(sessionPublicKeys().parse(undefined).size).toBe(0);
  });

  it.each<[string, string]>([
    ['no JSON', 'secret'],
    ['no keys', text([])],
    ['a public key in place of a private one', JSON.stringify(publicKeySet([first]))],
    ['the same kid twice', text([first, { ...second, kid: first.kid }])],
    ['another curve', text([{ ...first, crv: 'P-384' }])],
    ['a private part that is none', text([{ ...first, d: 'AAAA' }])],
    ['the private part of another key', text([{ ...first, d: second.d }])],
  ])('are refused when they contain %s, without showing the value', (_name, value) => {
    const { error } = sessionPrivateKeys().safeParse(value);
    expect(z.prettifyError(error as z.ZodError)).toContain('must be a JSON Web Key Set');
    expect(error?.message).not.toContain(first.d);
  });
});
