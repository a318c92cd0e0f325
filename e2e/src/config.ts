import { type Environment, parseEnv, positiveInteger, text } from '@ticketing/common/config';
import { homeFolder } from '@ticketing/local/config';
import { z } from 'zod';

const Env = z.object({
  RESERVATION_TTL_SECONDS: positiveInteger(900),
  PAYMENT_GRACE_SECONDS: positiveInteger(120),
  CHROMIUM: text().default('/usr/bin/chromium'),
});

export interface SystemConfig {
  /** Folder of the system that is spoken to. */
  home: string;
  /** How its orders service was configured. */
  ttlSeconds: number;
  graceSeconds: number;
  /** Path of the browser. */
  chromium: string;
}

/** Which system it is, and its times; from the same variables as that system was started with. @throws ConfigError */
export function loadConfig(env: Environment = process.env): SystemConfig {
  const parsed = parseEnv(Env, env);
  return {
    home: homeFolder(env),
    ttlSeconds: parsed.RESERVATION_TTL_SECONDS,
    graceSeconds: parsed.PAYMENT_GRACE_SECONDS,
    chromium: parsed.CHROMIUM,
  };
}
