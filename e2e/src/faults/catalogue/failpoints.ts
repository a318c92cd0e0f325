import type { FailpointName } from '@ticketing/common/failpoints';
import { type Fault, PromiseBroken } from '../fault.ts';
import { dieAt } from '../tools/failpoints.ts';

interface Point {
  at: FailpointName;
  /** Programs that reach it; all are struck at once. */
  programs: string[];
  between: string;
  probability: number;
}

const mongoRelays = ['relay-auth', 'relay-tickets', 'relay-payments'];
const consumers = ['tickets', 'orders', 'payments', 'expiration'];
const apis = ['tickets', 'orders', 'payments'];
const points: Point[] = [
  {
    at: 'mongo-relay.before-publish',
    programs: mongoRelays,
    between: 'rows were read and nothing is published',
    probability: 0.3,
  },
  {
    at: 'mongo-relay.after-ack',
    programs: mongoRelays,
    between: 'events are acknowledged and rows still pending',
    probability: 0.3,
  },
  {
    at: 'raw-relay.before-publish',
    programs: ['relay-orders'],
    between: 'raw messages were read and nothing is published',
    probability: 0.3,
  },
  {
    at: 'raw-relay.after-ack',
    programs: ['relay-orders'],
    between: 'events are acknowledged and raw offsets not committed',
    probability: 0.3,
  },
  {
    at: 'consumer.before-apply',
    programs: consumers,
    between: 'a message was taken and nothing is written',
    probability: 0.1,
  },
  {
    at: 'consumer.after-apply',
    programs: consumers,
    between: 'a message is applied and its offset not committed',
    probability: 0.1,
  },
  {
    at: 'payments.attempt-stored',
    programs: ['payments'],
    between: 'an attempt is stored and Stripe knows nothing of it',
    probability: 0.3,
  },
  {
    at: 'payments.intent-stored',
    programs: ['payments'],
    between: 'the intent is stored and nothing is charged',
    probability: 0.3,
  },
  {
    at: 'payments.charged',
    programs: ['payments'],
    between: 'Stripe has answered and the answer is not stored',
    probability: 0.3,
  },
  {
    at: 'expiration.after-ack',
    programs: ['expiration'],
    between: 'an expiry is acknowledged and its timer still there',
    probability: 0.5,
  },
  {
    at: 'http.after-commit',
    programs: apis,
    between: 'a request is committed and its idempotency key knows no answer',
    probability: 0.1,
  },
  {
    at: 'http.before-answer',
    programs: apis,
    between: 'a request is committed and nothing is answered',
    probability: 0.1,
  },
];

const deaths = 2;

export const failpoints: Fault[] = points.map(({ at, programs, between, probability }) => ({
  name: `at-${at.replace('.', '-')}`,
  title: `kill -9 of ${programs.join(', ')} while ${between}`,
  group: 'kill -9 at the named points between DB commit, produce, ack, offset commit',
  async inject(stage) {
    const died = await Promise.all(programs.map((program) => dieAt(stage, program, { at, deaths, probability })));
    if (died.every((times) => times === 0)) throw new PromiseBroken(`nobody reached ${at}: nothing was tested`);
  },
}));
