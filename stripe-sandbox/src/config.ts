import { z } from 'zod';
import { eventTypes } from './domain/event-types.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const Env = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3030),
  HOST: z.string().min(1).default('127.0.0.1'),
  LEDGER_DIR: z.string({ error: 'is required: the folder of the ledger' }),
  WEBHOOK_URL: z.url().optional(),
  WEBHOOK_SECRET: z.string().optional(),
  WEBHOOK_EVENTS: z
    .string()
    .transform((list) => list.split(',').map((type) => type.trim()))
    .pipe(z.array(z.enum(['*', ...eventTypes])))
    .optional(),
  PUBLIC_URL: z.url().optional(),
  LATENCY_MS: z.coerce.number().int().min(0).max(60_000).default(0),
  LOG_LEVEL: z.enum(logLevels).default('info'),
});

export type Config = z.output<typeof Env>;

/** Reads the configuration. @throws Error naming every missing or malformed variable */
export function readConfig(env: Record<string, string | undefined>): Config {
  // An empty variable counts as unset, as compose files and shells write it.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Env.safeParse(given);
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => `${String(path[0])}: ${message}`);
  if (given.WEBHOOK_URL && !given.WEBHOOK_SECRET) problems.push('WEBHOOK_SECRET: is required with WEBHOOK_URL');
  if (parsed.success && problems.length === 0) return parsed.data;
  throw new Error(`Invalid configuration:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
}
