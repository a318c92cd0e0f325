import { describe, expect, it } from '@jest/globals';
import { type Effect, makeOnce, newEffect, objectIdOf } from './index.ts';

const shared = (isRepeat: boolean): Effect => ({ ...newEffect(), isShared: true, isRepeat });
const nothing = async () => null;
const fails = () => Promise.reject<string>(new Error('refused'));

describe('an effect', () => {
  it('gives one id in the shape of MongoDB’s, and another effect another', () => {
    const effect = newEffect();
    expect(objectIdOf(effect)).toMatch(/^[0-9a-f]{24}$/);
    expect(objectIdOf({ ...effect, isRepeat: true })).toBe(objectIdOf(effect));
    expect(objectIdOf(newEffect())).not.toBe(objectIdOf(effect));
  });

  it('is looked for by a repeat, which makes it when it is not there', async () => {
    expect(await makeOnce(shared(true), { find: async () => 'found', make: fails })).toBe('found');
    expect(await makeOnce(shared(true), { find: nothing, make: async () => 'made' })).toBe('made');
  });

  it('is made without a look by a first request, and without any look at all when nobody repeats it', async () => {
    const neverLooks = () => Promise.reject(new Error('it looked'));
    expect(await makeOnce(shared(false), { find: neverLooks, make: async () => 'made' })).toBe('made');
    await expect(makeOnce(newEffect(), { find: neverLooks, make: fails })).rejects.toThrow('refused');
  });

  it('is answered with when making it fails because a repeat has overtaken the first', async () => {
    expect(await makeOnce(shared(false), { find: async () => 'found', make: fails })).toBe('found');
    await expect(makeOnce(shared(false), { find: nothing, make: fails })).rejects.toThrow('refused');
  });

  it('reports why it was not made, also when the look fails as well', async () => {
    const away = () => Promise.reject(new Error('away'));
    await expect(makeOnce(shared(false), { find: away, make: fails })).rejects.toThrow('refused');
  });
});
