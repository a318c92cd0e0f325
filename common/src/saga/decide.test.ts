import { describe, expect, it } from '@jest/globals';
import { bookJourney, someBooking } from './booking.fixture.ts';
import { diagramOf } from './index.ts';
import { newSaga, type Saga, type SagaEvent, type SagaInput, type SagaStatus } from './saga.ts';
import { dueInputOf, park, transition } from './transition.ts';

const definition = bookJourney();
const rules = { definition, random: () => 0.5 };
const id = '11111111-1111-4111-8111-111111111111';

type Outcome = 'succeeded' | 'failed';
const reply = (step: string, attempt = 1, outcome: Outcome = 'succeeded', fields = {}): SagaInput => ({
  type: 'ReplyReceived',
  ...{ step, attempt, outcome },
  reply: { sagaId: id, correlationId: '', outcome, reason: outcome === 'failed' ? 'no' : null, ...fields },
});
const undone = (step: string, attempt = 1, outcome: Outcome = 'succeeded'): SagaInput => ({
  type: 'CompensationReplied',
  ...{ step, attempt, outcome },
  reply: { sagaId: id, correlationId: '', outcome, reason: outcome === 'failed' ? 'no' : null },
});
/** The current timer, when it is due. */
const due = 'due' as const;
const cancel: SagaInput = { type: 'CancelRequested', by: 'buyer' };
const retry: SagaInput = { type: 'RetryRequested', by: 'operator' };
const seatsReserved = reply('seats', 1, 'succeeded', { orderId: 'order' });
const paid = reply('payment', 1, 'succeeded', { paymentId: 'payment' });
const upToPayment = [reply('place'), seatsReserved, reply('manifest')];

function run(inputs: readonly (SagaInput | typeof due)[]) {
  let saga: Saga = newSaga(definition, id, someBooking());
  const events: SagaEvent[] = [];
  const commands: string[] = [];
  const inputsOfAll: (SagaInput | typeof due)[] = [{ type: 'Started' }, ...inputs];
  for (const input of inputsOfAll) {
    const next = transition(rules, saga, input === due ? (dueInputOf(saga) ?? { type: 'RetryDue' }) : input);
    saga = next.saga;
    events.push(...next.events);
    commands.push(...next.commands.map(({ correlationId }) => correlationId.slice(id.length + 1)));
  }
  return { saga, events, commands };
}

describe('a saga', () => {
  it('sends one command after the other, with data of earlier replies, and completes', () => {
    const { saga, commands } = run([...upToPayment, paid, reply('issue')]);
    expect(commands).toEqual(['place:1', 'seats:1', 'manifest:1', 'payment:1', 'issue:1']);
    expect(saga).toMatchObject({ status: 'completed', step: null, waitsFor: null, failure: null });
    expect(saga.data).toMatchObject({ orderId: 'order', paymentId: 'payment' });
  });

  it.each<[string, (SagaInput | typeof due)[], SagaStatus, string[]]>([
    ['undoes nothing when the first step is refused', [reply('place', 1, 'failed')], 'compensated', []],
    ['asks again when a step with attempts left is not answered', [due, due], 'running', ['place:2']],
    ['gives up after the last attempt', [due, due, due], 'compensated', ['place:2']],
    ['takes the late answer to an earlier attempt', [due, due, reply('place', 1)], 'running', ['place:2', 'seats:1']],
    ['takes the answer while it waits for the next attempt', [due, reply('place', 1)], 'running', ['seats:1']],
    [
      'undoes nothing when the first effect is refused',
      [reply('place'), reply('seats', 1, 'failed')],
      'compensated',
      ['seats:1'],
    ],
    [
      'undoes a step that was not answered: it may have happened',
      [reply('place'), due],
      'compensating',
      ['seats:1', 'seats:compensation:1'],
    ],
    [
      'undoes in reverse what happened before a refusal, but not what was refused',
      [...upToPayment, reply('payment', 1, 'failed'), undone('manifest'), undone('seats')],
      'compensated',
      ['seats:1', 'manifest:1', 'payment:1', 'manifest:compensation:1', 'seats:compensation:1'],
    ],
    [
      'undoes a pivot that was not answered',
      [...upToPayment, due, undone('payment'), undone('manifest'), undone('seats')],
      'compensated',
      [
        ...['seats:1', 'manifest:1', 'payment:1'],
        ...['payment:compensation:1', 'manifest:compensation:1', 'seats:compensation:1'],
      ],
    ],
    [
      'ignores a success that arrives after its step was given up',
      [...upToPayment, due, paid],
      'compensating',
      ['seats:1', 'manifest:1', 'payment:1', 'payment:compensation:1'],
    ],
    [
      'ignores a success that arrives after everything was undone',
      [reply('place'), due, undone('seats'), seatsReserved],
      'compensated',
      ['seats:1', 'seats:compensation:1'],
    ],
    [
      'ignores duplicate replies',
      [reply('place'), reply('place'), reply('place', 1, 'failed')],
      'running',
      ['seats:1'],
    ],
    [
      'ignores duplicate replies to compensations',
      [reply('place'), seatsReserved, due, undone('manifest'), undone('manifest')],
      'compensating',
      ['seats:1', 'manifest:1', 'manifest:compensation:1', 'seats:compensation:1'],
    ],
    [
      'repeats a compensation that fails, after a pause',
      [reply('place'), due, undone('seats', 1, 'failed'), due],
      'compensating',
      ['seats:1', 'seats:compensation:1', 'seats:compensation:2'],
    ],
    [
      'repeats a compensation that is not answered',
      [reply('place'), due, due, due],
      'compensating',
      ['seats:1', 'seats:compensation:1', 'seats:compensation:2'],
    ],
    [
      'takes the late answer to an earlier attempt to undo',
      [reply('place'), due, due, due, undone('seats', 1)],
      'compensated',
      ['seats:1', 'seats:compensation:1', 'seats:compensation:2'],
    ],
    [
      'repeats a step after the pivot when it fails',
      [...upToPayment, paid, reply('issue', 1, 'failed'), due, reply('issue', 2)],
      'completed',
      ['seats:1', 'manifest:1', 'payment:1', 'issue:1', 'issue:2'],
    ],
    [
      'counts a duplicate refusal after the pivot once',
      [...upToPayment, paid, reply('issue', 1, 'failed'), due, reply('issue', 1, 'failed')],
      'running',
      ['seats:1', 'manifest:1', 'payment:1', 'issue:1', 'issue:2'],
    ],
    [
      'undoes a step that is under way when it is cancelled',
      [reply('place'), seatsReserved, cancel, undone('manifest'), undone('seats')],
      'compensated',
      ['seats:1', 'manifest:1', 'manifest:compensation:1', 'seats:compensation:1'],
    ],
    ['is cancelled once', [reply('place'), cancel, cancel], 'compensating', ['seats:1', 'seats:compensation:1']],
    ['starts once', [{ type: 'Started' }], 'running', []],
  ])('%s', (_, inputs, status, commands) => {
    const result = run(inputs);
    expect(result.commands.slice(1)).toEqual(commands);
    expect(result.saga.status).toBe(status);
  });

  it('names the step and the reason of its failure', () => {
    expect(run([...upToPayment, reply('payment', 1, 'failed')]).saga.failure).toEqual({ step: 'payment', code: 'no' });
    expect(run([reply('place'), due]).saga.failure).toEqual({ step: 'seats', code: 'timed_out' });
    expect(run([reply('place'), cancel]).saga.failure).toEqual({ step: 'seats', code: 'cancelled' });
  });

  it('ignores timers of earlier attempts', () => {
    const { saga } = run([due, due]);
    expect(transition(rules, saga, { type: 'StepTimedOut', step: 'place', attempt: 1 }).events).toEqual([]);
    expect(transition(rules, saga, { type: 'RetryDue' }).events).toEqual([]);
  });

  it('refuses to be cancelled once the pivot has succeeded', () => {
    expect(() => run([...upToPayment, paid, cancel])).toThrow(/too late to cancel/);
    expect(() => run([...upToPayment, paid, reply('issue'), cancel])).toThrow(/too late to cancel/);
  });

  it('raises an alarm after some attempts, goes on, and recovers', () => {
    const third: (SagaInput | typeof due)[] = [reply('place'), due, due, due, due, due, due];
    expect(run(third).saga).toMatchObject({ status: 'stuck', alarm: { step: 'seats', code: 'timed_out' } });
    expect(run([...third, due]).saga).toMatchObject({ status: 'stuck', waitsFor: 'reply' });
    expect(run([...third, due, undone('seats', 4)]).saga).toMatchObject({ status: 'compensated', alarm: null });
  });

  it('makes the next attempt due at once when an operator asks, unless one is under way', () => {
    const { saga } = run([reply('place'), due, undone('seats', 1, 'failed')]);
    expect(transition(rules, saga, retry)).toMatchObject({ timer: { afterMs: 0 } });
    expect(run([reply('place'), due, retry]).events.at(-1)).toMatchObject({ type: 'CompensationSent', attempt: 1 });
    expect(() => run([reply('place', 1, 'failed'), retry])).toThrow(/nothing left to retry/);
  });

  it('waits no longer than the cap between attempts', () => {
    const { events } = run([reply('place'), ...Array.from({ length: 41 }, () => due)]);
    const waits = events.flatMap((event) => (event.type === 'RetryScheduled' ? [event.retryInMs] : []));
    expect(waits).toHaveLength(20);
    expect(Math.max(...waits)).toBe(10);
  });

  it('goes on after it was parked', () => {
    const parked = park(run([reply('place')]).saga, 'unknown_definition', null);
    expect(parked).toMatchObject({ timer: 'unchanged', saga: { status: 'stuck', step: 'seats', waitsFor: 'reply' } });
    const { saga, commands } = transition(rules, parked.saga, seatsReserved);
    expect(saga).toMatchObject({ status: 'running', alarm: null, step: 'manifest' });
    expect(commands).toHaveLength(1);
  });

  it('gives each command its saga, its correlation id and its own fields', () => {
    const { saga } = run([reply('place')]);
    const [command] = transition(rules, saga, seatsReserved).commands;
    expect(command).toEqual({
      topic: 'test.manifest.requested.v1',
      correlationId: `${id}:manifest:1`,
      replyTopics: ['test.manifest.answered.v1'],
      payload: { journeyId: 'journey', orderId: 'order', sagaId: id, correlationId: `${id}:manifest:1` },
    });
  });
});

it('draws the example', () => expect(diagramOf(definition).split('\n')).toHaveLength(1 + 5 * 2 + 4 + 3 * 3));
