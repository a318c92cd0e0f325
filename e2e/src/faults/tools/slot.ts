import { pause } from '@ticketing/common/backoff';
import { slotNameOf } from '@ticketing/contracts';
import type { Stage } from '../fault.ts';
import { runCommand, type Said } from './command-line.ts';
import { withSuperuser } from './superuser.ts';

const slotName = slotNameOf('orders');
const dropWithinMs = 15_000;
const objectInUse = '55006';

/** Drops the replication slot of orders. Its reader reconnects immediately, so both steps are repeated until the drop succeeds. */
export const dropSlot = (stage: Pick<Stage, 'addresses' | 'home'>): Promise<void> =>
  withSuperuser(stage, async (client) => {
    for (const until = performance.now() + dropWithinMs; ; await pause(5)) {
      await client.query('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = $1', [
        slotName,
      ]);
      const isDropped = await client.query('SELECT pg_drop_replication_slot($1)', [slotName]).then(
        () => true,
        (error: { code?: string }) => {
          if (error.code !== objectInUse || performance.now() > until) throw error;
          return false;
        },
      );
      if (isDropped) return;
    }
  });

/** Runs npm run reconcile, like an operator. */
export const reconcile = ({ home }: Pick<Stage, 'home'>, ...args: string[]): Promise<Said> =>
  runCommand(home, 'reconcile', ...args);
