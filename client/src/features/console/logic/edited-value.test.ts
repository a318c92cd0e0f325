import { describe, expect, it } from '@jest/globals';
import { parseValue, textOf } from './edited-value.ts';

describe('an edited value', () => {
  it.each([{ id: 'a', price: 1250 }, [1], 'text'])('is read back as it was shown: %j', (value) =>
    expect(parseValue(textOf({ value }))).toEqual({ ok: true, value }),
  );

  it('begins empty where nothing could be decoded', () => expect(textOf({ value: null })).toBe(''));

  it.each(['', '{', "{'id': 1}"])('that is no JSON is refused: %j', (text) =>
    expect(parseValue(text)).toEqual({ ok: false, message: expect.any(String) }),
  );
});
