import { orderRecordsBody } from '@ticketing/common/operations';
import { headerNames } from '@ticketing/contracts';
import { z } from 'zod';
import type { OrderEvent, OrderView, ServicePart } from '../use-cases/read-order.ts';
import { letterSummary, toLetterSummary, traceIdOf } from './letter-schemas.ts';

const at = z.iso.datetime();
const { rows, written, parked } = orderRecordsBody.shape;

const servicePart = z
  .object({
    name: z.string(),
    status: z.enum(['found', 'unknown', 'unavailable']).meta({
      description: '`unknown`: it keeps nothing about the order. `unavailable`: it did not answer; reload later',
    }),
    state: z.string().nullable().meta({ description: 'The order’s state in the words of the service' }),
    rows: rows.meta({ description: 'Its rows, without personal data and secrets' }),
    outbox: written.meta({ description: 'Events that it has written; kept for seven days' }),
    parked: parked.meta({ description: 'Events that wait for an earlier version' }),
  })
  .meta({ id: 'OrderInService' });

const orderEvent = z
  .object({
    eventId: z.string().nullable(),
    topic: z.string(),
    key: z.string().nullable(),
    at: at.meta({ description: 'When it was written, or else published' }),
    written: z.object({ service: z.string(), at }).nullable().meta({ description: 'In whose outbox it is' }),
    published: z
      .object({ at, partition: z.int(), offset: z.string() })
      .nullable()
      .meta({ description: 'Its place on the topic; null when it is not there, or the topics could not be read' }),
    value: z.unknown().meta({ description: 'Decoded' }),
    problem: z.string().nullable().meta({ description: 'Why the value could not be decoded' }),
    traceId: z.string().nullable(),
    processed: z
      .array(z.object({ service: z.string(), at }))
      .meta({ description: 'Whose inboxes have it; kept for 14 days' }),
    awaited: z.array(z.string()).meta({ description: 'The services that consume it and have not recorded it' }),
  })
  .meta({ id: 'OrderEvent' });

export const orderView = z
  .object({
    id: z.uuid(),
    services: z.array(servicePart),
    areTopicsRead: z
      .boolean()
      .meta({ description: 'False when the broker did not respond: the events are those of the outboxes' }),
    events: z.array(orderEvent).meta({ description: 'In order of time' }),
    letters: z.array(letterSummary).meta({ description: 'Dead letters that name the order, newest first' }),
  })
  .meta({ id: 'OrderView' });

function toPart(part: ServicePart): z.infer<typeof servicePart> {
  const { name, status } = part;
  if (part.status !== 'found') return { name, status, state: null, rows: [], outbox: [], parked: [] };
  const { state, written: outbox, ...rest } = part.records;
  return { name, status, state, outbox, rows: rest.rows, parked: rest.parked };
}

function toEvent({ eventId, topic, at: when, published, written: row, processed, awaited }: OrderEvent) {
  return {
    ...{ eventId, topic, at: when.toISOString(), processed, awaited },
    key: published?.key ?? row?.key ?? null,
    written: row && { service: row.service, at: row.writtenAt.toISOString() },
    published: published && { at: published.at, partition: published.partition, offset: published.offset },
    value: published?.value ?? null,
    problem: published?.problem ?? null,
    traceId: published && traceIdOf(published.headers[headerNames.traceparent]),
  };
}

export const toOrderView = ({ orderId: id, services, events, areTopicsRead, letters }: OrderView) => ({
  ...{ id, areTopicsRead, services: services.map(toPart), events: events.map(toEvent) },
  letters: letters.map(toLetterSummary),
});
