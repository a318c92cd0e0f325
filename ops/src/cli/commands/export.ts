import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import type { Command } from 'commander';
import { apiOf, type CliContext, type CommonOptions, notify, withCommonOptions } from '../context.ts';
import { CliError } from '../exit.ts';
import { type FilterOptions, filterQueryOf, parseStates, withFilterOptions } from '../selection.ts';

interface ExportOptions extends CommonOptions, FilterOptions {
  state: string;
  output?: string;
}

export const exportCommand = (context: CliContext, dlq: Command): Command =>
  withFilterOptions(withCommonOptions(dlq.command('export')))
    .description('letters with their bytes, one JSON object per line, oldest first')
    .option('--state <states>', 'separated by commas, or all', parseStates, parseStates('all'))
    .option('-o, --output <file>', 'write to a file, which must not exist')
    .addHelpText('after', '\nExample:\n  npx ticketing dlq export --since 7d --output letters.ndjson')
    .action((options: ExportOptions) => exportLetters(context, options));

async function exportLetters(context: CliContext, options: ExportOptions): Promise<void> {
  const query = filterQueryOf(options, options.state);
  const body = await apiOf(context, options).stream((client) =>
    client.GET('/api/ops/export', { params: { query }, parseAs: 'stream' }),
  );
  const lines = Readable.fromWeb(body as WebStream<Uint8Array>);
  const { output } = options;
  try {
    if (output === undefined) await pipeline(lines, context.terminal.stdout, { end: false });
    else await pipeline(lines, createWriteStream(output, { flags: 'wx', mode: 0o600 }));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    // The reader of the pipe, such as head, has closed it.
    if (code === 'EPIPE') return;
    throw new CliError(code === 'EEXIST' ? `${output} already exists` : `The export was interrupted: ${message}`);
  }
  if (output !== undefined) notify(context, `Written to ${output}.`);
}
