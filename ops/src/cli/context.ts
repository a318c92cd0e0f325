import { type Command, Option } from 'commander';
import { type Api, createApi } from './api.ts';
import { usageError } from './exit.ts';
import type { SessionFile } from './session-file.ts';
import type { Terminal } from './terminal.ts';

/** The environment of a command, set up in main.ts. */
export interface CliContext {
  terminal: Terminal;
  sessions: SessionFile;
  env: Readonly<Record<string, string | undefined>>;
  /** Resolves at Ctrl-C; unless awaited, Ctrl-C ends the command. */
  interruption: () => Promise<void>;
}

export interface CommonOptions {
  url: string;
  json?: boolean;
}

export const defaultUrl = 'http://localhost:3000';

/** Adds the options that every command has. */
export const withCommonOptions = (command: Command): Command =>
  command
    .addOption(new Option('--url <address>', 'URL of the marketplace').env('TICKETING_URL').default(defaultUrl))
    .option('--json', 'machine-readable output');

/** @throws CliError usage when the address is invalid */
export function addressOf({ url }: CommonOptions): string {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw usageError(`--url must be an http(s) address, not ${url}`);
  return url.replace(/\/+$/, '');
}

export const apiOf = ({ sessions }: CliContext, options: CommonOptions): Api => createApi(addressOf(options), sessions);

/** Writes the result of a command, as JSON or as text. */
export function print(
  { terminal }: CliContext,
  { json }: Pick<CommonOptions, 'json'>,
  result: unknown,
  text: () => string,
): void {
  terminal.stdout.write(`${json ? JSON.stringify(result, null, 2) : text()}\n`);
}

/** Writes a notice that is not part of the result. */
export const notify = ({ terminal }: CliContext, text: string): void => void terminal.stderr.write(`${text}\n`);
