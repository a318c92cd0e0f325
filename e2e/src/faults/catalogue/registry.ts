import type { Fault } from '../fault.ts';
import { stopFor } from '../tools/outages.ts';

const minute = 60_000;

export const registry: Fault[] = [
  {
    name: 'registry-outage',
    title:
      'the schema registry is unavailable for 60 s under load; 10 minutes with --long. A relay and a consumer start meanwhile',
    group: 'registry down',
    async inject(stage) {
      const { system, random, note } = stage;
      // Running programs have cached the schemas; starting programs must wait for them.
      const starting = random.shuffle(['relay-mongo', 'relay-raw', 'orders', 'tickets', 'payments']);
      const restarts = starting.slice(0, 2);
      await system.stop('registry');
      try {
        for (const name of restarts) await system.restart(name);
        note(`${restarts.join(' and ')} started without the registry`);
      } finally {
        await stopFor(stage, 'registry', stage.isLong ? 10 * minute : minute);
      }
    },
  },
];
