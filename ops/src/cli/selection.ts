import type { operations } from '@ticketing/api-client';
import { type Command, InvalidArgumentError } from 'commander';
import { usageError } from './exit.ts';

/** Which letters an action applies to, and its parameters. */
export type SelectedLetters = operations['startReplay']['requestBody']['content']['application/json'];
type LetterFilter = NonNullable<SelectedLetters['filter']>;
type LetterQuery = NonNullable<operations['listLetters']['parameters']['query']>;

/** Options that select letters. */
export interface FilterOptions {
  group?: string;
  topic?: string;
  error?: string;
  schema?: number | 'none';
  search?: string;
  since?: string;
  until?: string;
}

const secondsOf = { s: 1, m: 60, h: 3_600, d: 86_400 } as const;

/** Parses a relative time such as `2h`, or a date. */
export function parseMoment(text: string, now = Date.now()): string {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const at = unit ? new Date(now - Number(count) * secondsOf[unit as 's'] * 1000) : new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError('Use a time such as 30m, 2h, 7d or 2026-01-31T12:00.');
  return at.toISOString();
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Use a whole number ≥ 1.');
  return count;
}

export function parseSchemaId(text: string): number | 'none' {
  if (text === 'none') return text;
  const id = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(id))
    throw new InvalidArgumentError('Use the id of a schema, or none.');
  return id;
}

export const withFilterOptions = (command: Command): Command =>
  command
    .option('-g, --group <name>', 'consumer group that failed, e.g. tickets, outbox-worker')
    .option('-t, --topic <name>', 'event topic, e.g. orders.order.created.v1')
    .option('-e, --error <code>', 'error code, e.g. undecodable')
    .option('-s, --search <text>', 'text in key, headers, error, event id or decoded value')
    .option('--schema <id>', 'id of the value’s schema, or none', parseSchemaId)
    .option('--since <time>', 'first failed since: 30m, 2h, 7d, or a date', (text) => parseMoment(text))
    .option('--until <time>', 'first failed before; same formats', (text) => parseMoment(text));

/** Returns the filter as an API request body. The service refuses an unknown group or topic. */
export const filterBodyOf = ({ group, topic, error, schema, search, since, until }: FilterOptions): LetterFilter => ({
  ...(group && { group: group as NonNullable<LetterFilter['group']> }),
  ...(topic && { topic: topic as NonNullable<LetterFilter['topic']> }),
  ...(error && { errorCode: error }),
  ...(schema !== undefined && { schemaId: schema === 'none' ? null : schema }),
  ...(search && { search }),
  ...(since && { failedFrom: since }),
  ...(until && { failedUntil: until }),
});

/** Returns the filter as API query parameters. */
export function filterQueryOf(options: FilterOptions, state: string): LetterQuery {
  const { schemaId, states: _, ...filter } = filterBodyOf(options);
  return { ...filter, ...(schemaId !== undefined && { schemaId: String(schemaId ?? 'none') }), state };
}

/**
 * Returns the selection: ids, a filter, or all.
 * @throws CliError usage unless exactly one of them is given
 */
export function selectionOf(
  ids: readonly string[],
  { all, ...filter }: FilterOptions & { all?: boolean },
): SelectedLetters {
  const body = filterBodyOf(filter);
  const isFiltered = Object.keys(body).length > 0;
  if ([ids.length > 0, isFiltered, all === true].filter(Boolean).length !== 1)
    throw usageError('Select letters by ids, by filters such as --group and --error, or with --all');
  if (ids.length > 0) return { ids: [...ids] };
  return isFiltered ? { filter: body } : { all: true };
}

export const states = ['open', 'replaying', 'succeeded', 'failed_again', 'discarded'] as const;

/** Parses a list of states, or all. @throws InvalidArgumentError */
export function parseStates(text: string): string {
  if (text === 'all') return states.join(',');
  const unknown = text.split(',').find((state) => !(states as readonly string[]).includes(state));
  if (unknown !== undefined)
    throw new InvalidArgumentError(`Unknown state ${unknown}; use ${states.join(', ')} or all.`);
  return text;
}
