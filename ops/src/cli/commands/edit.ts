import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { EditDryRun, Replay } from '@ticketing/api-client';
import type { Command } from 'commander';
import type { Api } from '../api.ts';
import { apiOf, type CliContext, type CommonOptions, print, withCommonOptions } from '../context.ts';
import { CliError, usageError } from '../exit.ts';
import { confirm, isInteractive } from '../terminal.ts';
import { finish } from './replay.ts';

interface EditOptions extends CommonOptions {
  value?: string;
  file?: string;
  reason?: string;
  dryRun?: boolean;
  yes?: boolean;
  detach?: boolean;
}

export const editCommand = (context: CliContext, dlq: Command): Command =>
  withCommonOptions(dlq.command('edit'))
    .argument('<id>', 'id of a letter')
    .description('resend a letter with another value; the record keeps the original')
    .option('--value <json>', 'the event as JSON that the topic’s schema accepts')
    .option('--file <path>', 'read the event from a file, or - for standard input')
    .option('--reason <text>', 'why, for the audit; required')
    .option('--dry-run', 'only check the value against the schema')
    .option('-y, --yes', 'skip the confirmation')
    .option('--detach', 'do not wait for the outcome')
    .addHelpText(
      'after',
      `
Without --value and --file your editor (VISUAL or EDITOR) opens with the decoded value.

Examples:
  npx ticketing dlq edit 3f2a61b0c7d94e58a1b2c3d4 --reason "price was missing"
  npx ticketing dlq show 3f2a61b0c7d94e58a1b2c3d4 --json | jq .content.value > event.json
  npx ticketing dlq edit 3f2a61b0c7d94e58a1b2c3d4 --file event.json --reason "price was missing" --yes`,
    )
    .action((id: string, options: EditOptions) => edit(context, id, options));

async function edit(context: CliContext, id: string, options: EditOptions): Promise<void> {
  const { reason, dryRun, yes, detach } = options;
  if (!dryRun && !reason) throw usageError('A reason is required: --reason "…"');
  const api = apiOf(context, options);
  const send = (body: { value: unknown; reason?: string; dryRun?: boolean }) =>
    api.call((client) => client.POST('/api/ops/letters/{id}/edit', { params: { path: { id } }, body }));
  const value = parse(await readValue(context, api, id, options));
  const checked = (await send({ value, dryRun: true })) as EditDryRun;
  if (dryRun) return print(context, options, checked, () => 'The schema accepts it. Nothing was sent.');
  if (!yes) await confirm(context.terminal, `Send letter ${id} with this value?`);
  await finish(context, options, (await send({ value, ...(reason && { reason }) })) as Replay, detach);
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    throw usageError(`The value is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function readValue(context: CliContext, api: Api, id: string, { value, file }: EditOptions): Promise<string> {
  if (value !== undefined && file !== undefined) throw usageError('Use --value or --file, not both');
  if (value !== undefined) return value;
  if (file === '-') return text(context.terminal.stdin);
  if (file !== undefined)
    return readFile(file, 'utf8').catch((error: Error) => Promise.reject(usageError(error.message)));
  if (!isInteractive(context.terminal)) throw usageError('No terminal for an editor: use --value or --file');
  const letter = await api.call((client) => client.GET('/api/ops/letters/{id}', { params: { path: { id } } }));
  return inEditor(context, JSON.stringify(letter.content.value ?? {}, null, 2));
}

/** Opens the user's editor on a file that only they can read. @throws CliError when they leave it unchanged */
async function inEditor({ env }: CliContext, original: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ticketing-'));
  const file = join(folder, 'event.json');
  try {
    await writeFile(file, `${original}\n`, { mode: 0o600 });
    const [program = 'vi', ...args] = (env.VISUAL || env.EDITOR || 'vi').split(' ');
    const [code] = (await once(spawn(program, [...args, file], { stdio: 'inherit' }), 'exit')) as [number | null];
    if (code !== 0) throw new CliError(`${program} exited with ${code}. Nothing was sent.`);
    const edited = await readFile(file, 'utf8');
    if (edited.trim() === original.trim()) throw new CliError('The value is unchanged. Nothing was sent.');
    return edited;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
