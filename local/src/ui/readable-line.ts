import { styleText } from 'node:util';
import { z } from 'zod';

/** A line of common/log: ECS names, fields first. */
const LogLine = z.looseObject({
  'log.level': z.string(),
  '@timestamp': z.string(),
  message: z.string().default(''),
  error: z.looseObject({ message: z.string().optional(), stack_trace: z.string().optional() }).optional(),
});

/** The same in every line of a program. */
const repeated = new Set(['process.pid', 'host.hostname', 'ecs.version', 'service.name', 'event.dataset']);
const colours: Readonly<Record<string, 'red' | 'yellow' | 'green' | 'dim'>> = {
  fatal: 'red',
  error: 'red',
  warn: 'yellow',
  info: 'green',
};

/** A log line for a person: time, level, message, fields, and the stack of an error below. Other lines stay as they are. */
export function readableLine(line: string): string {
  const parsed = LogLine.safeParse(jsonOf(line));
  if (!parsed.success) return line;
  const { 'log.level': level, '@timestamp': at, message, error, ...fields } = parsed.data;
  const shown = Object.entries(fields)
    .filter(([name]) => !repeated.has(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const head = [
    styleText('dim', at.slice(11, 23)),
    styleText(colours[level] ?? 'dim', level.padEnd(5)),
    message,
    ...(shown.length > 0 ? [styleText('dim', shown.join(' '))] : []),
  ].join(' ');
  const stack = error?.stack_trace ?? error?.message;
  return stack ? `${head}\n${styleText('dim', stack.replace(/^/gm, '  '))}` : head;
}

function jsonOf(line: string): unknown {
  try {
    return line.startsWith('{') ? JSON.parse(line) : null;
  } catch {
    return null;
  }
}
