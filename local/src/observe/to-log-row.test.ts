import { expect, it } from '@jest/globals';
import { toLogRow } from './to-log-row.ts';

const now = new Date('2026-01-01T00:00:00.000Z');

it('keeps the fields of a JSON line, under the name of the program', () => {
  const line = { '@timestamp': '2026-01-01T00:00:01.000Z', 'service.name': 'outbox-worker', message: 'ready' };
  expect(toLogRow(JSON.stringify(line), 'relay-raw', now)).toEqual({ ...line, 'service.name': 'relay-raw' });
});

it.each(['LOG:  checkpoint complete', '{not JSON', '{"a":1}'])('takes %s as the message', (line) => {
  expect(toLogRow(line, 'postgres', now)).toEqual({
    '@timestamp': now.toISOString(),
    'service.name': 'postgres',
    message: line,
  });
});

it('leaves an empty line out', () => {
  expect(toLogRow('  ', 'kafka', now)).toBeNull();
});
