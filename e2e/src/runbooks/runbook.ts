import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { saidBy } from '../faults/tools/command-line.ts';
import type { System } from '../system.ts';

const root = join(import.meta.dirname, '../../..');

export interface Output {
  code: number;
  output: string;
}

/** A runbook of docs/runbooks, followed word for word: only what it says can be run. */
export interface Runbook {
  /**
   * Runs one of its commands in a shell.
   * @param command as it is written there, without the comment behind it
   * @param blanks what an operator writes instead of its placeholders, such as `<id>` and `…`
   * @throws if the runbook does not have this command
   */
  run(command: string, blanks?: Readonly<Record<string, string>>): Promise<Output>;
  /** Returns a text, such as a query. @throws if the runbook does not have it */
  quote(passage: string): string;
}

/**
 * @param name of the file, without its extension
 * @param env what the commands read, besides the addresses of the system's parts
 */
export function openRunbook(system: System, name: string, home: string, env: NodeJS.ProcessEnv = {}): Runbook {
  const content = readFileSync(join(root, 'docs/runbooks', `${name}.md`), 'utf8');
  const commands = commandsIn(content);
  const variables = { ...process.env, ...addressesOf(system), TICKETING_HOME: home, NODE_OPTIONS: '', ...env };
  return {
    run(command, blanks = {}) {
      if (!commands.has(command)) throw new Error(`${name}.md does not say: ${command}`);
      let filled = command;
      for (const [blank, value] of Object.entries(blanks)) filled = filled.replaceAll(blank, value);
      return runInShell(filled, variables);
    },
    quote(passage) {
      if (!content.includes(passage)) throw new Error(`${name}.md does not say: ${passage}`);
      return passage;
    },
  };
}

/** Returns the lines of all shell blocks, and what is marked as code in sentences and tables. */
function commandsIn(content: string): Set<string> {
  const blocks = [...content.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) => block.split('\n'));
  const inText = [...content.replaceAll(/^```.*?^```/gms, '').matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  return new Set([...blocks.map((line) => line.replace(/\s+# .*$/, '')), ...inText]);
}

function addressesOf({ addresses, urlOf }: System): NodeJS.ProcessEnv {
  return {
    RELAY_URL: urlOf('relay-mongo'),
    RELAY_RAW_URL: urlOf('relay-raw'),
    NOTIFICATIONS_URL: urlOf('notifications'),
    CONNECT_URL: addresses.connect,
    SCHEMA_REGISTRY_URL: addresses.registry,
    DATABASE_URL: addresses.databases.orders,
  };
}

/** psql is not among the parts of a local stack; one of our own stands in for it, unless it is installed. */
async function runInShell(command: string, env: NodeJS.ProcessEnv): Promise<Output> {
  const path = `${env.PATH}:${join(import.meta.dirname, 'bin')}`;
  const child = spawn('bash', ['-c', `exec 2>&1; ${command}`], {
    cwd: root,
    env: { ...env, PATH: path },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { code, said } = await saidBy(child);
  return { code, output: said };
}
