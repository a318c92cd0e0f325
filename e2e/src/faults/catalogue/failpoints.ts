import type { FailpointName } from '@ticketing/common/failpoints';
import { type Fault, PromiseBroken } from '../fault.ts';
import { crashAt } from '../tools/failpoints.ts';

interface Point {
  at: FailpointName;
  /** Programs that reach it; all of them are killed in parallel. */
  programs: string[];
  between: string;
  probability: number;
}

const consumers = ['tickets', 'catalog', 'orders', 'payments', 'expiration', 'notifications'];
const apis = ['tickets', 'orders', 'payments'];
const points: Point[] = [
  {
    at: 'mongo-relay.before-publish',
    programs: ['relay-mongo'],
    between: 'rows were read, nothing is published',
    probability: 0.3,
  },
  {
    at: 'mongo-relay.after-ack',
    programs: ['relay-mongo'],
    between: 'events are acknowledged, rows are still pending',
    probability: 0.3,
  },
  {
    at: 'raw-relay.before-publish',
    programs: ['relay-raw'],
    between: 'raw messages were read, nothing is published',
    probability: 0.3,
  },
  {
    at: 'raw-relay.after-ack',
    programs: ['relay-raw'],
    between: 'events are acknowledged, raw offsets are not committed',
    probability: 0.3,
  },
  {
    at: 'consumer.before-apply',
    programs: consumers,
    between: 'a message was received, nothing is written',
    probability: 0.1,
  },
  {
    at: 'consumer.after-apply',
    programs: consumers,
    between: 'a message is applied, its offset is not committed',
    probability: 0.1,
  },
  {
    at: 'payments.attempt-stored',
    programs: ['payments'],
    between: 'an attempt is stored, Stripe was not called',
    probability: 0.3,
  },
  {
    at: 'payments.intent-stored',
    programs: ['payments'],
    between: 'the intent is stored, nothing is charged',
    probability: 0.3,
  },
  {
    at: 'payments.charged',
    programs: ['payments'],
    between: 'Stripe has answered, the answer is not stored',
    probability: 0.3,
  },
  {
    at: 'expiration.after-ack',
    programs: ['expiration'],
    between: 'an expiry is acknowledged, its timer still exists',
    probability: 0.5,
  },
  {
    at: 'notifications.sent',
    programs: ['notifications'],
    between: 'the mail server has accepted a mail, its row is still due',
    probability: 0.3,
  },
  {
    at: 'http.after-commit',
    programs: apis,
    between: 'a request is committed, its idempotency key has no response',
    probability: 0.1,
  },
  {
    at: 'http.before-answer',
    programs: apis,
    between: 'a request is committed, no response was sent',
    probability: 0.1,
  },
];

const crashes = 2;

export const failpoints: Fault[] = points.map(({ at, programs, between, probability }) => ({
  name: `at-${at.replace('.', '-')}`,
  title: `kill -9 of ${programs.join(', ')} while ${between}`,
  group: 'kill -9 at the named points between DB commit, produce, ack, offset commit',
  async inject(stage) {
    const crashed = await Promise.all(programs.map((program) => crashAt(stage, program, { at, crashes, probability })));
    if (crashed.every((times) => times === 0)) throw new PromiseBroken(`no program reached ${at}: nothing was tested`);
  },
}));
