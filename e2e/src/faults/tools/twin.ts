import type { Stage } from '../fault.ts';
import { type OwnProgram, spawnProgram } from './spawn-program.ts';

export type TwinOf = 'auth' | 'tickets' | 'payments' | 'orders';
export type Twin = Pick<OwnProgram, 'kill'>;

/** Starts a second relay of a source with the settings of the supervisor's relay. The caller must stop it. */
export function startTwin(stage: Stage, source: TwinOf): Twin {
  const relay =
    source === 'orders'
      ? { RELAY: 'raw' }
      : { RELAY: 'mongo', SOURCE: source, MONGO_URI: stage.addresses.databases[source] };
  return spawnProgram(stage, 'outbox-worker/src/main.ts', `relay-${source}-twin`, relay);
}
