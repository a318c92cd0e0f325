import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { CliError, exitCodes, usageError } from './exit.ts';

/** The terminal's streams: results on stdout, prompts and notices on stderr. */
export interface Terminal {
  stdin: NodeJS.ReadStream | ReadStream;
  stdout: NodeJS.WriteStream | WriteStream;
  stderr: NodeJS.WriteStream | WriteStream;
}

export const isInteractive = ({ stdin, stderr }: Terminal): boolean => Boolean(stdin.isTTY && stderr.isTTY);

const interrupted = () => new CliError('', exitCodes.interrupted);

async function question(terminal: Terminal, prompt: string, output: NodeJS.WritableStream): Promise<string> {
  const lines = createInterface({ input: terminal.stdin, output, terminal: true });
  try {
    return await new Promise((resolve, reject) => {
      lines.once('SIGINT', () => reject(interrupted()));
      // Ctrl-D
      lines.once('close', () => reject(interrupted()));
      lines.question(prompt).then(resolve, reject);
    });
  } finally {
    lines.close();
  }
}

/** Prompts for a line. @throws CliError usage without a terminal */
export async function prompt(terminal: Terminal, text: string, remedy: string): Promise<string> {
  if (!isInteractive(terminal)) throw usageError(remedy);
  return (await question(terminal, text, terminal.stderr)).trim();
}

/** Prompts for a line without echoing it. @throws CliError usage without a terminal */
export async function promptHidden(terminal: Terminal, text: string, remedy: string): Promise<string> {
  if (!isInteractive(terminal)) throw usageError(remedy);
  terminal.stderr.write(text);
  const discarded = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    return await question(terminal, '', discarded);
  } finally {
    terminal.stderr.write('\n');
  }
}

/** Asks for confirmation. @throws CliError failure when the user declines, usage without a terminal */
export async function confirm(terminal: Terminal, what: string): Promise<void> {
  const answer = await prompt(terminal, `${what} [y/N] `, 'No terminal to prompt on: use --yes');
  if (!/^y(es)?$/i.test(answer)) throw new CliError('Nothing was done.');
}
