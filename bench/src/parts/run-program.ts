import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { nodeFlags } from '@ticketing/local/node-flags';

const root = join(import.meta.dirname, '../../..');

/** Runs a program of the checkout. @returns its output. @throws Error when it fails */
export async function runProgram(program: string, args: string[], env: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, [...nodeFlags, join(root, program), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`${program} exited with code ${code}`);
  return output;
}

/** Runs a peer in a new process, which starts as cold as the relay. @returns the JSON of its last line */
export async function runPeer<Result>(program: string, input: object): Promise<Result> {
  const output = await runProgram(`bench/src/peers/${program}`, [JSON.stringify(input)]);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Result;
}
