import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createSignedIds, newEffect } from './index.ts';

const ids = createSignedIds('a key of thirty-two characters at least');
const others = createSignedIds('another key of thirty-two characters');
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a signed id', () => {
  it('is the same for the same effect and differs for another', () => {
    const effect = newEffect();
    for (const idOf of [ids.uuidOf, ids.objectIdOf]) {
      expect(idOf(effect)).toBe(idOf(effect));
      expect(idOf(effect)).not.toBe(idOf(newEffect()));
    }
    expect(ids.uuidOf(effect)).toMatch(uuid);
    expect(ids.objectIdOf(effect)).toMatch(/^[0-9a-f]{24}$/);
  });

  it('is verified by any holder of the secret', () => {
    const effect = newEffect();
    for (const id of [ids.uuidOf(effect), ids.objectIdOf(effect)]) {
      expect(ids.isSigned(id)).toBe(true);
      expect(ids.isSigned(id.toUpperCase())).toBe(true);
      expect(others.isSigned(id)).toBe(false);
    }
  });
});

it.each([randomUUID(), randomBytes(12).toString('hex'), '', 'no id', 'ff'])('%j is not signed', (id) =>
  expect(ids.isSigned(id)).toBe(false),
);
