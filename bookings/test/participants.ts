import { randomUUID } from 'node:crypto';
import type { EventByTopic } from '@ticketing/contracts';

/** A command as the outbox has it. */
export interface Command {
  topic: string;
  payload: { sagaId: string; correlationId: string; seatIds?: string[]; places?: unknown[] };
}

/** By step: a code refuses it, `silent` leaves it unanswered. Everything else succeeds. */
const steps = ['seats', 'release', 'entry', 'withdrawal', 'payment', 'issue'] as const;
export type Answering = { [step in (typeof steps)[number]]?: string };

const inAnHour = () => Date.now() + 3_600_000;

/** The order that orders would make for the seats of a command. */
const orderFor = ({ payload: { seatIds = [] } }: Command) => ({
  id: randomUUID(),
  title: 'Berlin → Vienna',
  startsAt: inAnHour(),
  timeZone: 'Europe/Berlin',
  expiresAt: inAnHour(),
  total: 4_900 * seatIds.length,
  currency: 'USD',
  places: seatIds.map((seatId) => ({ seatId, sectionId: 'coach-1', label: `Seat ${seatId}`, price: 4_900 })),
});

type AnswerTopic = 'orders.booking.answered.v1' | 'catalog.booking.answered.v1';
type Answer = { [T in AnswerTopic]: { topic: T; event: EventByTopic[T] } }[AnswerTopic];

const places = new Map<string, number>();

/** Returns what a participant answers; null when it is silent. */
export function answerTo(command: Command, answering: Answering): Answer | null {
  const { sagaId, correlationId } = command.payload;
  const step = (command.topic.split('.') as [string, keyof Answering])[1];
  if (!steps.includes(step)) return null;
  const code = answering[step];
  if (code === 'silent') return null;
  const answer = {
    ...{ sagaId, correlationId, outcome: code ? 'failed' : 'succeeded', reason: code ?? null },
  };
  if (step === 'entry') places.set(sagaId, command.payload.places?.length ?? 0);
  const ofOrders: readonly (keyof Answering)[] = ['seats', 'release', 'payment'];
  if (ofOrders.includes(step)) {
    const order = step === 'seats' && !code ? orderFor(command) : null;
    return { topic: 'orders.booking.answered.v1', event: { ...answer, order } };
  }
  const count = step === 'issue' && !code ? (places.get(sagaId) ?? 0) : 0;
  const ticketNumbers = Array.from({ length: count }, (_, at) => `7K2M-QX4D-0${at + 1}`);
  return { topic: 'catalog.booking.answered.v1', event: { ...answer, ticketNumbers } };
}
