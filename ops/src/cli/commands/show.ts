import { styleText } from 'node:util';
import type { DeadLetterDetail } from '@ticketing/api-client';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, print, withCommonOptions } from '../context.ts';
import { ago, hexDump, printable } from '../output.ts';
import { stateText } from './list.ts';

export const showCommand = (context: CliContext, dlq: Command): Command =>
  withCommonOptions(dlq.command('show'))
    .argument('<id>', 'id of a letter')
    .description('show a letter: decoded value, bytes, headers, replays and their outcomes')
    .action((id: string, options: CommonOptions) => show(context, id, options));

async function show(context: CliContext, id: string, options: CommonOptions): Promise<void> {
  const letter = await apiOf(context, options).call((client) =>
    client.GET('/api/ops/letters/{id}', { params: { path: { id } } }),
  );
  print(context, options, letter, () => showText(letter));
}

function showText(letter: DeadLetterDetail): string {
  const { content, error, headers, raw, resends, discard } = letter;
  const value = raw.value === null ? null : Buffer.from(raw.value, 'base64');
  const sections = [
    fields(summaryOf(letter)),
    section('Error', [`${error.class}: ${printable(error.message)}`, ...indented(error.stack)].join('\n')),
    section(
      'Value',
      content.format === 'unknown' ? `can't be decoded: ${content.problem}` : JSON.stringify(content.value, null, 2),
    ),
    section('Bytes', value === null ? 'none' : hexDump(value)),
    section('Headers', fields(headers.map(({ name, text }) => [name, text]))),
    resends.length > 0 && section('Replays', resends.map(resendText).join('\n')),
    discard &&
      section(
        'Discarded',
        `${ago(discard.at)} ago by ${discard.by}: ${printable(discard.reason)}${discard.skip ? ` (skipped ${discard.skip})` : ''}`,
      ),
  ];
  return sections.filter(Boolean).join('\n\n');
}

function summaryOf(letter: DeadLetterDetail): [string, string][] {
  const { origin, schemaId, position, traceId } = letter;
  const place = origin.partition === null ? '' : `/${origin.partition}/${origin.offset}`;
  return [
    ['letter', letter.id],
    ['state', stateText(letter)],
    ['group', letter.group],
    ['topic', letter.topic],
    ['origin', `${origin.topic}${place}`],
    ['key', letter.key ?? '–'],
    ['event id', letter.eventId],
    ['position', position ?? '–'],
    ['schema', schemaId === null ? '–' : String(schemaId)],
    ['trace', traceId ?? '–'],
    ['attempts', String(letter.attempts)],
    ['first failed', `${letter.firstFailedAt} (${ago(letter.firstFailedAt)} ago)`],
    ['last failed', `${letter.lastFailedAt} (${ago(letter.lastFailedAt)} ago)`],
  ];
}

const section = (title: string, text: string): string => `${styleText('bold', title)}\n${text}`;

const indented = (stack: string | null): string[] =>
  (stack ?? '')
    .split('\n')
    .slice(1)
    .map((line) => `  ${printable(line.trim())}`);

function fields(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows
    .map(([label, text]) => `${styleText('dim', printable(label).padEnd(width))}${printable(text)}`)
    .join('\n');
}

function resendText({
  replayId,
  kind,
  skip,
  status,
  publishedAt,
  reports,
}: DeadLetterDetail['resends'][number]): string {
  const outcomes = reports.map(
    ({ group, outcome, errorCode }) => `${group}: ${outcome}${errorCode ? ` (${errorCode})` : ''}`,
  );
  const sent = publishedAt ? `${ago(publishedAt)} ago` : 'not sent yet';
  return printable(
    [`${kind}${skip ? ` ${skip}` : ''} ${status}, ${sent}, replay ${replayId}`, ...outcomes].join(' · '),
  );
}
