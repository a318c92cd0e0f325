import { expect, it } from '@jest/globals';
import { typeText } from './type-text.ts';

it.each<[string, unknown, string]>([
  ['a scalar', { type: 'integer' }, 'integer'],
  ['a format', { type: 'string', format: 'date-time' }, 'string<date-time>'],
  ['values', { enum: ['a', 1] }, '"a" | 1'],
  ['alternatives', { anyOf: [{ type: 'string' }, { type: 'null' }, { type: 'string' }] }, 'string | null'],
  ['types', { type: ['string', 'null'] }, 'string | null'],
  ['a list of alternatives', { type: 'array', items: { enum: ['a', 'b'] } }, '("a" | "b")[]'],
  ['a map', { type: 'object', additionalProperties: { type: 'number' } }, '{ [key: string]: number }'],
  ['anything', {}, 'unknown'],
  ['no schema', undefined, 'unknown'],
])('writes %s', (_what, schema, text) => {
  expect(typeText(schema, {})).toBe(text);
});

it('spells out named types with their fields, optional ones and descriptions', () => {
  const named = { Ticket: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'] } };
  const schema = {
    type: 'object',
    properties: { tickets: { type: 'array', items: { $ref: '#/components/schemas/Ticket' }, description: 'On sale' } },
  };
  expect(typeText(schema, named)).toBe('{\n  tickets?: {\n      id: string\n    }[]  // On sale\n}');
});

it('ends at a type that contains itself', () => {
  const named = { Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } } };
  expect(typeText({ $ref: '#/components/schemas/Node' }, named)).toContain('next?: Node');
});
