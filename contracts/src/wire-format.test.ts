import { describe, expect, it } from '@jest/globals';
import { avroBytesIn, parseSeatId, schemaIdIn, seatIdOf, toWireFormat } from './index.ts';

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

describe('the id of a seat', () => {
  it('names section, row and number', () => {
    expect(seatIdOf('stalls', 'C', '11')).toBe('stalls:C:11');
    expect(parseSeatId('stalls:C:11')).toEqual({ sectionId: 'stalls', rowLabel: 'C', number: '11' });
  });

  it.each([
    '',
    'stalls',
    'stalls:C',
    'stalls:C:',
    ':C:11',
    'stalls:C:11:2',
    'stalls:Ç:11',
    'stalls:C:11\n',
    `s:C:${'1'.repeat(21)}`,
  ])('is not %j', (text) => expect(parseSeatId(text)).toBeNull());
});
