import type { Counters } from '@ticketing/common/mongo';
import { type Declines, declineWindowMs } from '../domain/decline-limit.ts';

export interface Decliner {
  orderId: string;
  userId: string;
}

const keysOf = ({ orderId, userId }: Decliner) =>
  [
    ['declines', 'order', orderId],
    ['declines', 'account', userId],
  ] as const;

/** Counts declined attempts per order and account, across replicas. */
export const createDeclineStore = (counters: Counters) => ({
  async add(decliner: Decliner): Promise<void> {
    await Promise.all(keysOf(decliner).map((key) => counters.add(key, declineWindowMs)));
  },

  async read(decliner: Decliner): Promise<{ ofOrder: Declines; ofAccount: Declines }> {
    const none = { count: 0, endsInMs: 0 };
    const [ofOrder = none, ofAccount = none] = await counters.read(keysOf(decliner));
    return { ofOrder, ofAccount };
  },
});

export type DeclineStore = ReturnType<typeof createDeclineStore>;
