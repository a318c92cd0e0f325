import type { Fault } from '../fault.ts';
import { freezeFor, killAndRestart, stopFor } from '../tools/outages.ts';

const group = 'Kafka broker stop, kill -9, freeze (SIGSTOP 5–30 s)';
const minute = 60_000;

export const broker: Fault[] = [
  {
    name: 'kafka-stop',
    title: 'the broker is stopped gracefully and restarted',
    group,
    inject: (stage) => stopFor(stage, 'kafka', stage.random.between(2_000, 8_000)),
  },
  {
    name: 'kafka-kill',
    title: 'kill -9 of the broker',
    group,
    inject: (stage) => killAndRestart(stage, 'kafka'),
  },
  {
    name: 'kafka-freeze',
    title: 'the broker is frozen (SIGSTOP) for 5 to 15 s; up to 30 s with --long',
    group,
    inject: (stage) => freezeFor(stage, 'kafka', stage.random.between(5_000, stage.isLong ? 30_000 : 15_000)),
  },
  {
    name: 'kafka-outage',
    title: 'the broker is unavailable for 60 s under load; 10 minutes with --long',
    group,
    inject: (stage) => stopFor(stage, 'kafka', stage.isLong ? 10 * minute : minute),
  },
];
