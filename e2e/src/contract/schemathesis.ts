import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

const runFile = promisify(execFile);
const requirements = join(import.meta.dirname, 'requirements.txt');
const isWindows = process.platform === 'win32';

/**
 * Installs schemathesis, which generates requests from OpenAPI documents, in the versions of requirements.txt into a
 * virtual environment of its own. Idempotent.
 * @returns the path of its program
 * @throws Error when this machine has no Python that can create one
 */
export async function installSchemathesis(folder: string): Promise<string> {
  const programs = join(folder, isWindows ? 'Scripts' : 'bin');
  const program = join(programs, 'schemathesis');
  const isComplete = join(folder, 'complete');
  if (existsSync(isComplete)) return program;
  const python = isWindows ? 'python' : 'python3';
  await runFile(python, ['-c', 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))']).catch((cause) => {
    throw new Error(
      `The contract tests need ${python} ≥ 3.10 with venv and pip. On Debian and Ubuntu: apt-get install python3-venv; elsewhere install Python from the system's packages.`,
      { cause },
    );
  });
  // An interrupted installation may have left a part of it.
  await rm(folder, { recursive: true, force: true });
  await runFile(python, ['-m', 'venv', folder]);
  await runFile(join(programs, 'python'), ['-m', 'pip', 'install', '--quiet', '--requirement', requirements]);
  await writeFile(isComplete, '');
  return program;
}

const runReport = z.object({
  complete: z.boolean(),
  operations: z.object({ selected: z.int(), tested: z.int() }),
  test_cases: z.object({ generated: z.int() }),
  failures: z.array(z.unknown()),
  errors: z.array(z.unknown()),
});

export interface FuzzedDocument {
  isComplete: boolean;
  /** Operations of the document that were to be tested, and that were. */
  selected: number;
  tested: number;
  requests: number;
  failures: unknown[];
  errors: unknown[];
  /** What schemathesis printed: each failure with a request that reproduces it. */
  output: string;
}

export interface Fuzzing {
  program: string;
  /** For the settings, the report and the output. */
  folder: string;
  documentUrl: string;
  /** TOML. */
  settings: string;
}

/** Sends generated requests to every selected operation of a document. */
export async function fuzz({ program, folder, documentUrl, settings }: Fuzzing): Promise<FuzzedDocument> {
  await mkdir(folder, { recursive: true });
  const file = (name: string) => join(folder, name);
  await writeFile(file('schemathesis.toml'), settings);
  await rm(file('report.json'), { force: true });
  const parameters = ['--config-file', file('schemathesis.toml'), 'run', documentUrl, '--no-color'];
  const report = ['--report', 'json', '--report-json-path', file('report.json')];
  // It exits with 1 after a failure, which the report has, too.
  const { stdout } = await runFile(program, [...parameters, ...report], { cwd: folder, maxBuffer: 2 ** 26 }).catch(
    (failed: { stdout?: string; stderr?: string }) => ({ stdout: `${failed.stdout ?? ''}${failed.stderr ?? ''}` }),
  );
  await writeFile(file('output.txt'), stdout);
  if (!existsSync(file('report.json'))) throw new Error(stdout);
  const { complete, operations, test_cases, failures, errors } = runReport.parse(
    JSON.parse(await readFile(file('report.json'), 'utf8')),
  );
  return { isComplete: complete, ...operations, requests: test_cases.generated, failures, errors, output: stdout };
}
