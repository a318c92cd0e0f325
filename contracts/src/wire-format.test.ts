import { describe, expect, it } from '@jest/globals';
import { avroBytesIn, schemaIdIn, toWireFormat } from './index.ts';

describe('the wire format', () => {
  it.each([0, 9, 2 ** 31, 2 ** 32 - 1])('carries schema id %d', (id) => {
    const value = toWireFormat(id, Buffer.from('avro'));
    expect(schemaIdIn(value)).toBe(id);
    expect(avroBytesIn(value).toString()).toBe('avro');
  });

  it.each([
    ['no value', null],
    ['text', Buffer.from('{"id":1}')],
    ['a header without Avro', Buffer.from([0, 0, 0, 0, 9])],
  ])('has no schema id in %s', (_, value) => expect(schemaIdIn(value)).toBeNull());
});
