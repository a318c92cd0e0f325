import { z } from 'zod';

const Env = z.object({
  HOST: z.string().default('127.0.0.1'),
  /** Of the page. */
  PORT: z.coerce.number().int().min(0).max(65_535).default(3031),
  SMTP_PORT: z.coerce.number().int().min(0).max(65_535).default(3025),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Config = z.infer<typeof Env>;

/** @throws Error naming every malformed variable */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = Env.safeParse(Object.fromEntries(Object.entries(env).filter(([, value]) => value !== '')));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(({ path, message }) => `  ${path.join('.')}: ${message}`);
  throw new Error(`the configuration is not valid:\n${problems.join('\n')}`);
}
