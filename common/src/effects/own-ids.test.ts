import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createOwnIds, newEffect } from './index.ts';

const ids = createOwnIds('a key of thirty-two characters at least');
const others = createOwnIds('another key of thirty-two characters');
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('an id of an effect', () => {
  it('is the same each time, and another for another effect', () => {
    const effect = newEffect();
    for (const idOf of [ids.uuidOf, ids.objectIdOf]) {
      expect(idOf(effect)).toBe(idOf(effect));
      expect(idOf(effect)).not.toBe(idOf(newEffect()));
    }
    expect(ids.uuidOf(effect)).toMatch(uuid);
    expect(ids.objectIdOf(effect)).toMatch(/^[0-9a-f]{24}$/);
  });

  it('is known as ours by whoever has the key', () => {
    const effect = newEffect();
    for (const id of [ids.uuidOf(effect), ids.objectIdOf(effect)]) {
      expect(ids.isOurs(id)).toBe(true);
      expect(ids.isOurs(id.toUpperCase())).toBe(true);
      expect(others.isOurs(id)).toBe(false);
    }
  });
});

it.each([randomUUID(), randomBytes(12).toString('hex'), '', 'no id', 'ff'])('%j is none of ours', (id) =>
  expect(ids.isOurs(id)).toBe(false),
);
