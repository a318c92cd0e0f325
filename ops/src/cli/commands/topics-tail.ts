import { styleText } from 'node:util';
import { pause } from '@ticketing/common/backoff';
import type { TopicRange, TopicReader } from '@ticketing/common/kafka';
import { topicNames, topicsToCreate } from '@ticketing/contracts';
import type { Command } from 'commander';
import type { ReadableMessage } from '../../topics/read-message.ts';
import { byTime, readMessages } from '../../topics/read-messages.ts';
import type { CliContext } from '../context.ts';
import { usageError } from '../exit.ts';
import { printable } from '../output.ts';
import { orCliError } from '../parts/or-cli-error.ts';
import { createPlaces } from '../parts/places.ts';
import { parseCount, parseMoment } from '../selection.ts';

interface TailOptions {
  lines: number;
  since?: string;
  key?: string;
  follow?: boolean;
  json?: boolean;
}

const checkEveryMs = 500;

export const topicsTailCommand = (context: CliContext, topics: Command): Command =>
  topics
    .command('tail')
    .argument('[topic...]', 'names, or their beginnings such as orders.order; every event topic by default')
    .description('the last messages of topics, decoded, in order of time')
    .option('-n, --lines <count>', 'messages per topic', parseCount, 10)
    .option('--since <time>', 'everything since 30m, 2h, 7d, or a date, instead', (text) => parseMoment(text))
    .option('-k, --key <key>', 'only messages with this key, such as an order id')
    .option('-f, --follow', 'show new messages as they arrive, until Ctrl-C')
    .option('--json', 'one JSON object per line, with headers')
    .addHelpText(
      'after',
      `
Examples:
  npx ticketing topics tail -f
  npx ticketing topics tail orders payments --since 10m
  npx ticketing topics tail orders.order.created.v1.tickets.DLQ --json`,
    )
    .action((names: string[], options: TailOptions) => tail(context, names, options));

async function tail(context: CliContext, names: string[], options: TailOptions): Promise<void> {
  const selected = namesOf(names);
  const { createWrittenValueReader } = await import('@ticketing/common/kafka');
  const { withTopicReader } = await import('../parts/broker.ts');
  const places = createPlaces(context.env);
  const readValue = createWrittenValueReader(places('registry'));
  const show = (messages: readonly ReadableMessage[]) => {
    for (const message of messages)
      context.terminal.stdout.write(`${options.json ? JSON.stringify(message) : lineOf(message)}\n`);
  };
  await withTopicReader(places('brokers'), async (reader) => {
    const isWanted = ({ key }: { key: string | undefined }) => options.key === undefined || key === options.key;
    const read = (ranges: TopicRange[]) => orCliError(() => readMessages(ranges, { reader, readValue, isWanted }));
    let seen = await reader.allRanges(selected);
    const first = await read(await firstRanges(reader, seen, options));
    show(options.since ? first : lastOfEach(first, options.lines));
    if (!options.follow) return;
    const interrupted = context.interruption().then(() => true);
    while (!(await Promise.race([pause(checkEveryMs), interrupted]))) {
      const now = await reader.allRanges(selected);
      show(await read(newRanges(seen, now)));
      seen = now;
    }
  });
}

/** @throws CliError usage when there is no such topic */
export function namesOf(given: readonly string[]): string[] {
  if (given.length === 0) return topicNames;
  const all = topicsToCreate().map(({ name }) => name);
  const found = given.map((name) => {
    const matching = all.includes(name) ? [name] : topicNames.filter((topic) => topic.startsWith(`${name}.`));
    if (matching.length === 0) throw usageError(`There is no topic ${name}; event topics: ${topicNames.join(', ')}`);
    return matching;
  });
  return [...new Set(found.flat())];
}

/** A key is searched in the whole topic, because its messages may be anywhere. */
async function firstRanges(reader: TopicReader, ranges: TopicRange[], options: TailOptions): Promise<TopicRange[]> {
  if (options.since)
    return reader.rangesBetween([...new Set(ranges.map(({ topic }) => topic))], Date.parse(options.since));
  if (options.key !== undefined) return ranges;
  return ranges.map((range) => ({ ...range, begin: Math.max(range.begin, range.end - options.lines) }));
}

/** What has arrived since. */
export const newRanges = (seen: readonly TopicRange[], now: readonly TopicRange[]): TopicRange[] =>
  now.map((range) => {
    const before = seen.find(({ topic, partition }) => topic === range.topic && partition === range.partition);
    return { ...range, begin: Math.max(range.begin, before?.end ?? 0) };
  });

/** @param messages in order of time */
export function lastOfEach(messages: readonly ReadableMessage[], count: number): ReadableMessage[] {
  const byTopic = Map.groupBy(messages, ({ topic }) => topic);
  return [...byTopic.values()].flatMap((ofTopic) => ofTopic.slice(-count)).sort(byTime);
}

function lineOf({ at, topic, partition, offset, key, value, problem }: ReadableMessage): string {
  const content = problem ? styleText('red', printable(problem)) : printable(JSON.stringify(value));
  const place = styleText('dim', `${at} ${partition}/${offset}`);
  return `${place} ${styleText('cyan', topic)} ${printable(key ?? '–')} ${content}`;
}
