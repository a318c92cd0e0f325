import { describe, expect, it } from '@jest/globals';
import { parseValue, textOf } from './edited-value.ts';

describe('an edited value', () => {
  it.each([{ id: 'a', price: 1250 }, [1], 'text'])('is unchanged after formatting and parsing: %j', (value) =>
    expect(parseValue(textOf({ value }))).toEqual({ ok: true, value }),
  );

  it('starts empty when nothing could be decoded', () => expect(textOf({ value: null })).toBe(''));

  it.each(['', '{', "{'id': 1}"])('is rejected when it is not JSON: %j', (text) =>
    expect(parseValue(text)).toEqual({ ok: false, message: expect.any(String) }),
  );
});
