import { notFound } from '@ticketing/common/errors';
import type { RecordsOf } from '@ticketing/common/operations';
import type { LetterHead } from '../domain/letter.ts';
import { awaitedServices, type HistoryEntry, historyOf } from '../domain/order-history.ts';
import type { Processed, RecordsAnswer, ServiceRecords, ServiceRecordsReader } from '../services/service-records.ts';
import { queryOf } from '../store/letter-query.ts';
import type { ReadOrderEvents } from '../topics/order-events-reader.ts';
import type { ReadableMessage } from '../topics/read-message.ts';
import type { OpsDeps } from './deps.ts';

export interface OrderDeps extends Pick<OpsDeps, 'letters' | 'now'> {
  services: ServiceRecordsReader;
  readOrderEvents: ReadOrderEvents;
}

export type ServicePart = { name: string } & RecordsAnswer;

/** An outbox row, and whose. */
export type WrittenRow = Omit<ServiceRecords['written'][number], 'writtenAt'> & { service: string; writtenAt: Date };

export interface OrderEvent extends HistoryEntry<ReadableMessage, WrittenRow> {
  /** The services that have recorded it, and when. */
  processed: { service: string; at: string }[];
  /** The services that consume it and have not recorded it yet. */
  awaited: string[];
}

export interface OrderView {
  orderId: string;
  services: ServicePart[];
  /** False when the topics could not be read: the events are those of the outboxes. */
  areTopicsRead: boolean;
  events: OrderEvent[];
  letters: LetterHead[];
}

/** Newest first; an order has few. */
const maxLetters = 50;
/** Knows what an order is about, so it is asked first. */
const owner = 'orders';

/**
 * Reads an order from every service, its topics and the dead letters. A part that is unavailable is missing and marked; the reads are
 * no snapshot.
 * @param session the cookie of the operator who looks
 * @throws DomainError not_found when every service has answered that it knows nothing, and there is no dead letter
 */
export const readOrder =
  (deps: OrderDeps) =>
  async ({ orderId, session }: { orderId: string; session: string }): Promise<OrderView> => {
    const [services, letters] = await Promise.all([
      askAll(deps, orderId, session),
      deps.letters.page(queryOf({ search: orderId }), { limit: maxLetters }),
    ]);
    if (letters.length === 0 && services.every(({ status }) => status === 'unknown'))
      throw notFound(`No service knows the order ${orderId}`);
    const written = services.flatMap(writtenIn);
    const createdAt = createdAtOf(services, written);
    const published = createdAt && (await deps.readOrderEvents({ orderId, createdAt, written }));
    const history = historyOf(published ?? [], written);
    const events = await withInboxes(deps, history, { services, session });
    return { orderId, services, areTopicsRead: published !== null, events, letters };
  };

/** Tickets is asked with the ticket's id: after the order has released the ticket, only orders knows which it was. */
async function askAll({ services }: OrderDeps, orderId: string, session: string): Promise<ServicePart[]> {
  const askOne = async (name: string, of: RecordsOf): Promise<ServicePart> => ({
    name,
    ...(await services.readRecords(name, of, session)),
  });
  const first = services.names.includes(owner) ? await askOne(owner, { orderId }) : null;
  const subject = subjectOf(first);
  const others = services.names.filter((name) => name !== owner).map((name) => askOne(name, { orderId, ...subject }));
  const parts = await Promise.all(others);
  const isTicketUnknowable = first?.status === 'unavailable';
  return [
    ...(first ? [first] : []),
    ...parts.map((part) =>
      isTicketUnknowable && part.name === 'tickets' && part.status === 'unknown'
        ? { name: part.name, status: 'unavailable' as const }
        : part,
    ),
  ];
}

const orderRowIn = (part: ServicePart | null) =>
  part?.status === 'found' ? part.records.rows.find(({ kind }) => kind === 'orders') : undefined;

function subjectOf(part: ServicePart | null): Omit<RecordsOf, 'orderId'> {
  const { ticketId, sagaId } = orderRowIn(part)?.fields ?? {};
  return {
    ...(typeof ticketId === 'string' && { ticketId }),
    ...(typeof sagaId === 'string' && { sagaId }),
  };
}

const writtenIn = (part: ServicePart): WrittenRow[] =>
  part.status === 'found'
    ? part.records.written.map((row) => ({ ...row, service: part.name, writtenAt: new Date(row.writtenAt) }))
    : [];

/** Null when nothing tells: then there is no place from which to read the topics. */
function createdAtOf(services: readonly ServicePart[], written: readonly WrittenRow[]): Date | null {
  const created = orderRowIn(services.find(({ name }) => name === owner) ?? null)?.fields.createdAt;
  if (typeof created === 'string') return new Date(created);
  const times = written.map(({ writtenAt }) => writtenAt.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

async function withInboxes(
  { services: reader, now }: OrderDeps,
  history: readonly HistoryEntry<ReadableMessage, WrittenRow>[],
  { services, session }: { services: readonly ServicePart[]; session: string },
): Promise<OrderEvent[]> {
  const eventIds = history.flatMap(({ eventId }) => (eventId === null ? [] : [eventId]));
  const available = services.filter(({ status }) => status !== 'unavailable');
  const inboxes = new Map<string, Processed>();
  if (eventIds.length > 0)
    await Promise.all(
      available.map(async ({ name }) => {
        const processed = await reader.findProcessed(name, eventIds, session);
        if (processed) inboxes.set(name, processed);
      }),
    );
  return history.map((entry) => {
    const processed = [...inboxes].flatMap(([service, events]) =>
      events.filter(({ eventId }) => eventId === entry.eventId).map(({ processedAt: at }) => ({ service, at })),
    );
    const known = { processedBy: processed.map(({ service }) => service), asked: [...inboxes.keys()], now: now() };
    const awaited = entry.published ? awaitedServices(entry.published, entry.published.value, known) : [];
    return { ...entry, processed, awaited };
  });
}
