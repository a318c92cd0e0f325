import { z } from 'zod';
import type { PlacedEntry } from '../store/waiting-store.ts';

export const waitingEntry = z
  .object({
    performanceId: z.string(),
    quantity: z.int(),
    position: z.int().meta({ description: 'Place in the list; 1 is the next' }),
    joinedAt: z.iso.datetime(),
  })
  .meta({ id: 'WaitingEntry' });

export const toWaitingEntry = ({
  performanceId,
  wish: { quantity },
  position,
  joinedAt,
}: PlacedEntry): z.infer<typeof waitingEntry> => ({
  ...{ performanceId, quantity, position },
  joinedAt: joinedAt.toISOString(),
});
