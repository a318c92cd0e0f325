import { type Command, InvalidArgumentError } from 'commander';
import { usageError } from './exit.ts';

/** Which letters are meant, as options. */
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

/** `2h` ago, or a date. */
export function parseMoment(text: string, now = Date.now()): string {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? [];
  const at = unit ? new Date(now - Number(count) * secondsOf[unit as 's'] * 1000) : new Date(text);
  if (Number.isNaN(at.getTime()))
    throw new InvalidArgumentError('Give a time such as 30m, 2h, 7d or 2026-01-31T12:00.');
  return at.toISOString();
}

export function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('Give a whole number, at least 1.');
  return count;
}

export function parseSchemaId(text: string): number | 'none' {
  if (text === 'none') return text;
  const id = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(id))
    throw new InvalidArgumentError('Give the id of a schema, or none.');
  return id;
}

export const withFilterOptions = (command: Command): Command =>
  command
    .option('-g, --group <name>', 'consumer group that failed, e.g. tickets, outbox-worker')
    .option('-t, --topic <name>', 'event topic, e.g. orders.order.created.v1')
    .option('-e, --error <code>', 'error code, e.g. undecodable')
    .option('-s, --search <text>', 'found in key, headers, error, event id or decoded value')
    .option('--schema <id>', 'id of the schema the value was written with, or none', parseSchemaId)
    .option('--since <time>', 'first failed since: 30m, 2h, 7d, or a date', (text) => parseMoment(text))
    .option('--until <time>', 'first failed before: the same', (text) => parseMoment(text));

/** The filter as the API's bodies have it. */
export const filterBodyOf = ({ group, topic, error, schema, search, since, until }: FilterOptions) => ({
  ...(group && { group }),
  ...(topic && { topic }),
  ...(error && { errorCode: error }),
  ...(schema !== undefined && { schemaId: schema === 'none' ? null : schema }),
  ...(search && { search }),
  ...(since && { failedFrom: since }),
  ...(until && { failedUntil: until }),
});

/** The same, as its queries have it. */
export function filterQueryOf(options: FilterOptions, state?: string): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(filterBodyOf(options)))
    query.set(name, value === null ? 'none' : String(value));
  if (state) query.set('state', state);
  return query;
}

/**
 * Letters by id, by filter, or all.
 * @throws CliError usage unless it is exactly one of them
 */
export function selectionOf(ids: readonly string[], { all, ...filter }: FilterOptions & { all?: boolean }): object {
  const body = filterBodyOf(filter);
  const isFiltered = Object.keys(body).length > 0;
  if ([ids.length > 0, isFiltered, all === true].filter(Boolean).length !== 1)
    throw usageError('Say which letters: ids, or filters such as --group and --error, or --all');
  if (ids.length > 0) return { ids };
  return isFiltered ? { filter: body } : { all: true };
}

export const states = ['open', 'replaying', 'succeeded', 'failed_again', 'discarded'] as const;

/** What waits for an operator, unless other states, or all, are asked for. @throws InvalidArgumentError */
export function parseStates(text: string): string {
  if (text === 'all') return states.join(',');
  const unknown = text.split(',').find((state) => !(states as readonly string[]).includes(state));
  if (unknown !== undefined) throw new InvalidArgumentError(`There is no state ${unknown}: ${states.join(', ')}, all.`);
  return text;
}
