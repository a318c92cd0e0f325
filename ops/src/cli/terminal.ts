import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { ReadStream, WriteStream } from 'node:tty';
import { CliError, exitCodes, usageError } from './exit.ts';

/** Where results go, where people are spoken to, and whether there are any. */
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

/** @throws CliError usage when nobody can answer */
export async function ask(terminal: Terminal, prompt: string, remedy: string): Promise<string> {
  if (!isInteractive(terminal)) throw usageError(remedy);
  return (await question(terminal, prompt, terminal.stderr)).trim();
}

/** The same, without showing what is typed. */
export async function askHidden(terminal: Terminal, prompt: string, remedy: string): Promise<string> {
  if (!isInteractive(terminal)) throw usageError(remedy);
  terminal.stderr.write(prompt);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  try {
    return await question(terminal, '', nowhere);
  } finally {
    terminal.stderr.write('\n');
  }
}

/** @throws CliError failure when the person says no, usage when nobody can answer */
export async function confirm(terminal: Terminal, what: string): Promise<void> {
  const answer = await ask(terminal, `${what} [y/N] `, 'There is no terminal to ask on: add --yes');
  if (!/^y(es)?$/i.test(answer)) throw new CliError('Nothing was done.');
}
