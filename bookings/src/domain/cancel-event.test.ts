import { describe, expect, it } from '@jest/globals';
import { diagramOf } from '@ticketing/common/saga';
import { type CancelledEvent, cancelEvent, cancelEventIdOf } from './cancel-event.ts';

const definition = cancelEvent(30_000);
const reply = { sagaId: 'saga', correlationId: 'saga:step:1', outcome: 'succeeded' as const };
const cancelled: CancelledEvent = {
  ...{ performanceId: 'quartets', cancelledBy: 'organiser' },
  ...{ seenAt: null, orders: null, refunds: null, notices: null },
};
const stepOf = (name: string) => {
  const step = definition.steps.find((each) => each.name === name);
  if (!step) throw new Error(`no step ${name}`);
  return step;
};
const orders = { live: 0, ended: 5, paid: 4, known: 6 };
const refunds = { refunded: 4, underWay: 0, failed: 0, toTell: 3, amounts: [] };

describe('cancel-event', () => {
  it('asks about the sale, the orders, the refunds and the mails, and is never undone', () => {
    expect(definition.steps.map(({ name }) => name)).toEqual(['sales', 'orders', 'refunds', 'notices']);
    expect(diagramOf(definition)).toContain('step_notices --> completed');
    expect(diagramOf(definition)).not.toContain('failed');
  });

  it('keeps what was answered, also when the answer was "not yet"', () => {
    for (const learn of ['apply', 'progress'] as const) {
      expect(stepOf('orders')[learn]?.(cancelled, { ...reply, orders } as never)).toEqual({ ...cancelled, orders });
      expect(stepOf('refunds')[learn]?.(cancelled, { ...reply, refunds } as never)).toEqual({ ...cancelled, refunds });
    }
    const seen = { ...cancelled, seenAt: 1_000 };
    expect(stepOf('sales').progress?.(seen, { ...reply, seenAt: null } as never)).toEqual(seen);
  });

  it('compares the answers: each question has the counts of the one before', () => {
    const known = { ...cancelled, seenAt: 100_000, orders, refunds };
    expect(stepOf('refunds').commandOf(known)).toEqual({ performanceId: 'quartets', reservedAfter: 40_000, orders: 6 });
    expect(stepOf('notices').commandOf(known)).toEqual({ performanceId: 'quartets', orders: 5, refunds: 3 });
    expect(() => stepOf('refunds').commandOf(cancelled)).toThrow(/nobody knows/);
  });

  it('is found by its performance and by who cancelled it, and has one id for each performance', () => {
    expect(definition.keysOf?.(cancelled)).toEqual(['quartets', 'organiser']);
    expect(cancelEventIdOf('quartets')).toBe(cancelEventIdOf('quartets'));
    expect(cancelEventIdOf('quartets')).not.toBe(cancelEventIdOf('trios'));
  });
});
