import { type Environment, parseEnv, positiveInteger, text } from '@ticketing/common/config';
import { homeFolder } from '@ticketing/local/config';
import { z } from 'zod';

const Env = z.object({
  RESERVATION_TTL_SECONDS: positiveInteger(900),
  PAYMENT_GRACE_SECONDS: positiveInteger(120),
  CHROMIUM: text().default('/usr/bin/chromium'),
});

export interface SystemConfig {
  /** Home of the tested system. */
  home: string;
  /** The configuration of its orders service. */
  ttlSeconds: number;
  graceSeconds: number;
  /** Path of Chromium. */
  chromium: string;
}

/** The tested system and its time limits, from the variables that it was started with. @throws ConfigError */
export function loadConfig(env: Environment = process.env): SystemConfig {
  const parsed = parseEnv(Env, env);
  return {
    home: homeFolder(env),
    ttlSeconds: parsed.RESERVATION_TTL_SECONDS,
    graceSeconds: parsed.PAYMENT_GRACE_SECONDS,
    chromium: parsed.CHROMIUM,
  };
}
