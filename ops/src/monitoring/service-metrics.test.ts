import { expect, it } from '@jest/globals';
import { valuesIn } from './service-metrics.ts';

it('reads the known metrics, whatever their labels', () => {
  const text = `# HELP outbox_slot_lag_bytes WAL that the slot keeps
# TYPE outbox_slot_lag_bytes gauge
outbox_slot_lag_bytes{service="orders"} 4096
unknown_metric 7
consumer_parked_events 0`;

  expect(valuesIn(text)).toEqual({ slotLagBytes: 4096, parkedEvents: 0 });
});

it('adds up the outboxes of one program and takes the age of the oldest', () => {
  const text = `outbox_pending_events{service="outbox-worker",source="auth"} 3
outbox_pending_events{service="outbox-worker",source="tickets"} 4
outbox_oldest_pending_age_seconds{service="outbox-worker",source="auth"} 61.5
outbox_oldest_pending_age_seconds{service="outbox-worker",source="tickets"} 2`;

  expect(valuesIn(text)).toEqual({ outboxPending: 7, outboxOldestAgeSeconds: 61.5 });
});

it('leaves out what could not be read', () => {
  expect(valuesIn('outbox_pending_events{source="auth"} Nan')).toEqual({});
});
