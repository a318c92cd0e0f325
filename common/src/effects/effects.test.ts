import { describe, expect, it } from '@jest/globals';
import { createOnce, type Effect, newEffect, objectIdOf } from './index.ts';

const shared = (isRepeat: boolean): Effect => ({ ...newEffect(), isShared: true, isRepeat });
const nothing = async () => null;
const fails = () => Promise.reject<string>(new Error('refused'));

describe('createOnce and objectIdOf', () => {
  it('derives one MongoDB id per effect, different for another effect', () => {
    const effect = newEffect();
    expect(objectIdOf(effect)).toMatch(/^[0-9a-f]{24}$/);
    expect(objectIdOf({ ...effect, isRepeat: true })).toBe(objectIdOf(effect));
    expect(objectIdOf(newEffect())).not.toBe(objectIdOf(effect));
  });

  it('searches first for a repeat, and creates when nothing is found', async () => {
    expect(await createOnce(shared(true), { find: async () => 'found', create: fails })).toBe('found');
    expect(await createOnce(shared(true), { find: nothing, create: async () => 'made' })).toBe('made');
  });

  it('creates without searching for a first request or an unshared effect', async () => {
    const failingFind = () => Promise.reject(new Error('it searched'));
    expect(await createOnce(shared(false), { find: failingFind, create: async () => 'made' })).toBe('made');
    await expect(createOnce(newEffect(), { find: failingFind, create: fails })).rejects.toThrow('refused');
  });

  it('returns the existing row when creating fails because a repeat has overtaken the first request', async () => {
    expect(await createOnce(shared(false), { find: async () => 'found', create: fails })).toBe('found');
    await expect(createOnce(shared(false), { find: nothing, create: fails })).rejects.toThrow('refused');
  });

  it('throws the original error when searching fails as well', async () => {
    const unavailable = () => Promise.reject(new Error('unavailable'));
    await expect(createOnce(shared(false), { find: unavailable, create: fails })).rejects.toThrow('refused');
  });
});
