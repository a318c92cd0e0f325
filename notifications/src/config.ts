import { consumerEnv, type Environment, parseEnv, port, serviceEnv, text, url } from '@ticketing/common/config';
import { openingKeys } from '@ticketing/common/sealing';
import { sessionPublicKeys } from '@ticketing/common/session-keys';
import { z } from 'zod';
import { parseSender } from './domain/sender.ts';

const Env = z.object({
  ...serviceEnv,
  ...consumerEnv,
  PORT: port(3007),
  /** Verifies the sessions of operators. */
  SESSION_PUBLIC_KEYS: sessionPublicKeys(),
  MONGO_URI: url('mongodb', 'mongodb+srv'),
  /** Opens what auth has sealed. */
  NOTIFICATIONS_PRIVATE_KEYS: openingKeys(),
  /** The mail server, with credentials if it wants any: smtps://user:password@host:465. */
  SMTP_URL: url('smtp', 'smtps'),
  /** The sender: Boxstub <tickets@example.com>. */
  MAIL_FROM: text().transform((value, context) => {
    const sender = parseSender(value);
    if (!sender) context.addIssue({ code: 'custom', message: 'must be an address, or a name and an address in <>' });
    return sender ?? z.NEVER;
  }),
  /** The store's address, for links. */
  PUBLIC_URL: url('http', 'https'),
});

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
