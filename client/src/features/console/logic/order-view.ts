import type { OrderEvent, OrderService, OrderView } from '../api/schemas.ts';

export interface Trace {
  traceId: string;
  /** The topics of its events, each once. */
  topics: string[];
}

/** Returns the traces of an order's events, oldest first. */
export function tracesOf(events: readonly Pick<OrderEvent, 'traceId' | 'topic'>[]): Trace[] {
  const traces = Map.groupBy(events, ({ traceId }) => traceId);
  return [...traces].flatMap(([traceId, of]) =>
    traceId === null ? [] : [{ traceId, topics: [...new Set(of.map(({ topic }) => topic))] }],
  );
}

/** Whom and what an order is about, as far as a service has said so. */
export interface OrderSubject {
  buyerId: string | null;
  ticketId: string | null;
  performanceId: string | null;
  sagaId: string | null;
  createdAt: string | null;
}

const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** Orders knows it best; the saga is known to bookings, too. */
export function subjectOf(services: OrderView['services']): OrderSubject {
  const rowIn = (name: string, kind: string) =>
    services.find((service) => service.name === name)?.rows.find((row) => row.kind === kind);
  const { userId, ticketId, performanceId, sagaId, createdAt } = rowIn('orders', 'orders')?.fields ?? {};
  return {
    buyerId: text(userId) ?? text(rowIn('payments', 'orders')?.fields.userId),
    ticketId: text(ticketId),
    performanceId: text(performanceId),
    sagaId: text(sagaId) ?? rowIn('bookings', 'sagas')?.id ?? null,
    createdAt: text(createdAt),
  };
}

/** The services that did not answer. */
export const unavailableIn = (services: readonly OrderService[]): string[] =>
  services.filter(({ status }) => status === 'unavailable').map(({ name }) => name);

export type ShownField = { name: string } & (
  | { kind: 'instant'; value: string }
  /** Minor units of a currency. */
  | { kind: 'amount'; value: number; currency: string }
  | { kind: 'text'; value: string }
);

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Returns a row's fields that have a value, each by what it is. */
export function shownFields(fields: Readonly<Record<string, unknown>>): ShownField[] {
  const { currency } = fields;
  return Object.entries(fields).flatMap(([name, value]): ShownField[] => {
    if (value === null || value === undefined || isEmpty(value)) return [];
    if (typeof value === 'number' && name.endsWith('Minor') && typeof currency === 'string')
      return [{ name, kind: 'amount', value, currency }];
    if (typeof value === 'string') return [{ name, kind: instant.test(value) ? 'instant' : 'text', value }];
    return [{ name, kind: 'text', value: JSON.stringify(value) }];
  });
}

const isEmpty = (value: unknown): boolean => typeof value === 'object' && Object.keys(value ?? {}).length === 0;
