import { csv, type Environment, kafkaEnv, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { mongoOutboxServices } from '@ticketing/contracts';
import { z } from 'zod';

const common = { ...serviceEnv, ...kafkaEnv, PORT: port(3010) };
const placeholder = '{source}';
const Env = z.discriminatedUnion('RELAY', [
  /** Relays the outboxes of MongoDB databases. */
  z
    .object({
      ...common,
      RELAY: z.literal('mongo'),
      /** `{source}` stands for the name of each source. */
      MONGO_URI: url('mongodb', 'mongodb+srv'),
      /** The services that own the databases; replays of their dead rows arrive here. One is enough for a Deployment. */
      SOURCE: csv()
        .pipe(z.array(z.enum(mongoOutboxServices)))
        .refine((names) => new Set(names).size === names.length, 'names a source twice'),
    })
    .refine(({ MONGO_URI, SOURCE }) => SOURCE.length === 1 || MONGO_URI.includes(placeholder), {
      path: ['MONGO_URI'],
      message: `must contain ${placeholder}, because SOURCE names several`,
    }),
  /** Relays the events that Debezium reads from the PostgreSQL outbox. */
  z.object({ ...common, RELAY: z.literal('raw') }),
]);

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);

/** @returns the database of each source */
export const databasesOf = ({
  SOURCE,
  MONGO_URI,
}: Extract<Config, { RELAY: 'mongo' }>): { source: (typeof SOURCE)[number]; uri: string }[] =>
  SOURCE.map((source) => ({ source, uri: MONGO_URI.replaceAll(placeholder, source) }));
