import { describe, expect, it } from '@jest/globals';
import { type Effect, makeOnce, newEffect, objectIdOf } from './index.ts';

const shared = (isRepeat: boolean): Effect => ({ ...newEffect(), isShared: true, isRepeat });
const nothing = async () => null;
const fails = () => Promise.reject<string>(new Error('refused'));

describe('makeOnce and objectIdOf', () => {
  it('derives one MongoDB id per effect, different for another effect', () => {
    const effect = newEffect();
    expect(objectIdOf(effect)).toMatch(/^[0-9a-f]{24}$/);
    expect(objectIdOf({ ...effect, isRepeat: true })).toBe(objectIdOf(effect));
    expect(objectIdOf(newEffect())).not.toBe(objectIdOf(effect));
  });

  it('searches first for a repeat, and creates when nothing is found', async () => {
    expect(await makeOnce(shared(true), { find: async () => 'found', make: fails })).toBe('found');
    expect(await makeOnce(shared(true), { find: nothing, make: async () => 'made' })).toBe('made');
  });

  it('creates without searching for a first request or an unshared effect', async () => {
    const neverFinds = () => Promise.reject(new Error('it searched'));
    expect(await makeOnce(shared(false), { find: neverFinds, make: async () => 'made' })).toBe('made');
    await expect(makeOnce(newEffect(), { find: neverFinds, make: fails })).rejects.toThrow('refused');
  });

  it('returns the existing row when creating fails because a repeat has overtaken the first request', async () => {
    expect(await makeOnce(shared(false), { find: async () => 'found', make: fails })).toBe('found');
    await expect(makeOnce(shared(false), { find: nothing, make: fails })).rejects.toThrow('refused');
  });

  it('throws the original error when searching fails as well', async () => {
    const unavailable = () => Promise.reject(new Error('unavailable'));
    await expect(makeOnce(shared(false), { find: unavailable, make: fails })).rejects.toThrow('refused');
  });
});
