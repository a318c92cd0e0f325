import { describe, expect, it } from '@jest/globals';
import { newEcKey } from '../ec-keys/index.ts';
import { CannotOpen, createOpen, createSeal, openingKeys, publicPartOf, sealingKey } from './index.ts';

const [key, other] = [newEcKey(), newEcKey()];
const sealerOf = (jwk: typeof key) => createSeal(sealingKey().parse(JSON.stringify(publicPartOf(jwk))));
const openerOf = (...jwks: (typeof key)[]) => createOpen(openingKeys().parse(JSON.stringify({ keys: jwks })));
const contact = { address: 'somebody@example.com', language: 'de' };

describe('a sealed text', () => {
  it('is opened by the owner of the key only', async () => {
    const sealed = await sealerOf(key)(contact, 'contact:1');

    expect(sealed).not.toContain('somebody');
    expect(await openerOf(other, key)(sealed, 'contact:1')).toEqual(contact);
    await expect(openerOf(other)(sealed, 'contact:1')).rejects.toBeInstanceOf(CannotOpen);
  });

  it('belongs to what it was sealed for, and can’t be changed', async () => {
    const sealed = await sealerOf(key)(contact, 'contact:1');
    const [header, ...rest] = sealed.split('.');
    const moved = [
      Buffer.from(
        Buffer.from(header ?? '', 'base64url')
          .toString()
          .replace('contact:1', 'contact:2'),
      ).toString('base64url'),
      ...rest,
    ].join('.');

    await expect(openerOf(key)(sealed, 'contact:2')).rejects.toBeInstanceOf(CannotOpen);
    await expect(openerOf(key)(moved, 'contact:2')).rejects.toBeInstanceOf(CannotOpen);
    await expect(openerOf(key)('not sealed', 'contact:1')).rejects.toBeInstanceOf(CannotOpen);
  });

  it('does not tell the length of an address', async () => {
    const seal = sealerOf(key);
    const lengths = await Promise.all(
      ['a@b.de', `${'long'.repeat(16)}@example.com`].map(
        async (address) => (await seal({ address }, 'contact:1')).length,
      ),
    );
    expect(lengths[0]).toBe(lengths[1]);
  });
});

it.each([
  ['a placeholder', 'replace-me'],
  ['no key', '{}'],
  ['a point that is not on the curve', JSON.stringify({ ...publicPartOf(key), y: publicPartOf(other).y })],
])('%s stops the start', (_what, value) => {
  expect(sealingKey().safeParse(value).success).toBe(false);
  expect(openingKeys().safeParse(JSON.stringify({ keys: [JSON.stringify(value)] })).success).toBe(false);
});
