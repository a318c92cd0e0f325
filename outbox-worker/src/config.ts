import { type Environment, kafkaEnv, parseEnv, port, serviceEnv, url } from '@ticketing/common/config';
import { z } from 'zod';

const common = { ...serviceEnv, ...kafkaEnv, PORT: port(3010) };
const Env = z.discriminatedUnion('RELAY', [
  /** Relays the outbox of one MongoDB database. */
  z.object({
    ...common,
    RELAY: z.literal('mongo'),
    MONGO_URI: url('mongodb', 'mongodb+srv'),
    /** The service that owns the database; replays of its dead rows arrive here. */
    SOURCE: z.enum(['auth', 'tickets', 'payments']),
  }),
  /** Relays the events that Debezium reads from the PostgreSQL outbox. */
  z.object({ ...common, RELAY: z.literal('raw') }),
]);

export type Config = z.infer<typeof Env>;
/** @throws ConfigError */
export const loadConfig = (env: Environment): Config => parseEnv(Env, env);
