import { expect, it } from '@jest/globals';
import { events, eventsByOwner, fieldsOf, typeText } from './catalogue.ts';

it('describes types in a line', () => {
  expect(typeText('string')).toBe('string');
  expect(typeText({ type: 'long', logicalType: 'timestamp-millis' })).toBe('long (timestamp-millis)');
  expect(typeText(['null', { type: 'long', logicalType: 'timestamp-millis' }])).toBe('long (timestamp-millis) or null');
  expect(typeText({ type: 'record', name: 'SoldTicket', fields: [] })).toBe('SoldTicket');
});

it('lists nested fields under their path, with defaults as JSON', () => {
  const type = { type: 'record', name: 'Seat', fields: [{ name: 'row', type: 'string', default: '' }] };
  expect(fieldsOf([{ name: 'seat', type, doc: 'Where.' }])).toEqual([
    { name: 'seat', type: 'Seat', defaultValue: undefined, doc: 'Where.' },
    { name: 'seat.row', type: 'string', defaultValue: '""', doc: '' },
  ]);
});

it('has each event once, with its fields and an example of them', () => {
  expect(eventsByOwner.flatMap(([, owned]) => owned)).toHaveLength(events.length);
  for (const { topic, fields, example } of events) {
    const names = fields.map(({ name }) => name).filter((name) => !name.includes('.'));
    expect([topic, Object.keys(JSON.parse(example) as object).toSorted()]).toEqual([topic, names.toSorted()]);
  }
});

it('names the fields of listed records, also inside others and behind null', () => {
  const published = events.find(({ topic }) => topic === 'catalog.performance.published.v1');
  const names = published?.fields.map(({ name }) => name);
  expect(names).toEqual(expect.arrayContaining(['sections[].rows[].seats[].x', 'sections[].standing.quota']));
});
