import { describe, expect, it } from '@jest/globals';
import { parseEnv } from '@ticketing/common/config';
import { z } from 'zod';
import type { User } from '../domain/user.ts';
import { challengeSeconds, createChallenges } from './challenges.ts';
import { secondFactorKeys } from './keys.ts';
import { createVault } from './vault.ts';

const [oldKey, newKey] = ['a1'.repeat(32), 'b2'.repeat(32)];
const keysOf = (text: string) => secondFactorKeys().parse(text);

describe('SECOND_FACTOR_KEYS', () => {
  it.each(['', 'a1'.repeat(31), `${oldKey},`, 'z'.repeat(64)])('is refused when it is no key: %j', (text) => {
    expect(() => parseEnv(z.object({ SECOND_FACTOR_KEYS: secondFactorKeys() }), { SECOND_FACTOR_KEYS: text })).toThrow(
      /SECOND_FACTOR_KEYS/,
    );
  });
});

describe('a sealed secret', () => {
  it('is opened with its key, also after a new one came first', async () => {
    const sealed = await createVault(keysOf(oldKey)).seal('SECRET', 'user-1');
    expect(sealed).not.toContain('SECRET');
    expect(await createVault(keysOf(`${newKey},${oldKey}`)).open(sealed, 'user-1')).toBe('SECRET');
  });

  it('is not opened for another account, nor with another key', async () => {
    const vault = createVault(keysOf(oldKey));
    const sealed = await vault.seal('SECRET', 'user-1');
    await expect(vault.open(sealed, 'user-2')).rejects.toThrow();
    await expect(createVault(keysOf(newKey)).open(sealed, 'user-1')).rejects.toThrow();
  });
});

describe('a challenge', () => {
  const user = { id: 'user-1', passwordHash: 'hash' } as User;
  const start = Date.UTC(2027, 4, 1);
  const at = (ms: number, text = oldKey) => createChallenges(keysOf(text), () => new Date(start + ms));
  const issued = at(0).issue('second-factor', user);

  it('belongs to a user with this password, for five minutes, also during a rotation of keys', () => {
    const read = at(challengeSeconds * 1_000 - 1, `${newKey},${oldKey}`).read(issued.token, 'second-factor');
    expect(read).toMatchObject({ id: issued.id, userId: 'user-1', expiresAt: issued.expiresAt });
    expect(read.isOf(user)).toBe(true);
    expect(read.isOf({ ...user, passwordHash: 'another' })).toBe(false);
    expect(read.isOf({ ...user, id: 'user-2' })).toBe(false);
  });

  it.each([
    ['later', () => at(challengeSeconds * 1_000).read(issued.token, 'second-factor')],
    ['for another purpose', () => at(0).read(issued.token, 'passkey-registration')],
    ['with another key', () => at(0, newKey).read(issued.token, 'second-factor')],
    ['when it was changed', () => at(0).read(`${issued.token}x`, 'second-factor')],
    ['when it is none', () => at(0).read('nonsense', 'second-factor')],
  ])('is invalid %s', (_when, read) => expect(read).toThrow(expect.objectContaining({ code: 'challenge_invalid' })));
});
