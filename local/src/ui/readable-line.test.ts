import { stripVTControlCharacters } from 'node:util';
import { expect, it } from '@jest/globals';
import { readableLine } from './readable-line.ts';

const line = (fields: object) =>
  stripVTControlCharacters(
    readableLine(
      JSON.stringify({
        'log.level': 'warn',
        '@timestamp': '2026-11-28T12:36:19.182Z',
        'process.pid': 1,
        'service.name': 'orders',
        ...fields,
      }),
    ),
  );

it('shows time, level, message and the fields of this line only', () => {
  expect(line({ message: 'message failed; will retry', topic: 't', offset: 7 })).toBe(
    '12:36:19.182 warn  message failed; will retry topic=t offset=7',
  );
});

it('shows the stack of an error below', () => {
  expect(line({ message: 'crashed', error: { stack_trace: 'Error: x\n    at y' } })).toBe(
    '12:36:19.182 warn  crashed\n  Error: x\n      at y',
  );
});

it.each(['SyntaxError: Unexpected token', '{ not json', '{"other":1}', ''])('leaves %j as it is', (text) => {
  expect(readableLine(text)).toBe(text);
});
