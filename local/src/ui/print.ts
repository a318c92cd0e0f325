import { styleText } from 'node:util';
import type { Check } from '../preflight/checks.ts';
import type { Failure } from '../stack/run-steps.ts';

const marks: Record<Check['verdict'], string> = {
  ok: styleText('green', 'ok'),
  missing: styleText('red', 'missing'),
  warning: styleText('yellow', 'warning'),
  optional: styleText('dim', 'optional'),
};
const markWidth = 10;

/** One line for each check, followed by its remedy. */
export function checksTable(checks: readonly Check[]): string {
  const nameWidth = Math.max(...checks.map(({ name }) => name.length)) + 2;
  return checks
    .flatMap(({ name, verdict, finding, remedy }) => [
      `  ${marks[verdict]}${' '.repeat(markWidth - verdict.length)}${name.padEnd(nameWidth)}${finding}`,
      ...(remedy ? [`${' '.repeat(2 + markWidth + nameWidth)}→ ${remedy}`] : []),
    ])
    .join('\n');
}

/** What failed, the end of its log and the log's path. */
export function failureText(name: string, { reason, logFile, outputTail }: Failure): string {
  const tail = (outputTail ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => `    ${styleText('dim', line)}`);
  return [`${styleText('red', `${name} failed:`)} ${reason}`, ...tail, ...(logFile ? [`  log: ${logFile}`] : [])].join(
    '\n',
  );
}

export const say = (text: string): void => void process.stdout.write(`${text}\n`);
export const printError = (text: string): void => void process.stderr.write(`${text}\n`);
