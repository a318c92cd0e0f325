import { describe, expect, it } from '@jest/globals';
import { actionsOf } from './actions.ts';
import { defineSaga, type SagaReply } from './definition.ts';
import { diagramOf } from './index.ts';
import { evolve, newSaga, type Saga, type SagaEvent, type SagaInput } from './saga.ts';
import { dueInputOf, transition } from './transition.ts';

interface Count extends SagaReply {
  count: number;
}
const question = (name: string) => ({
  name,
  commandTopic: `test.${name}.requested.v1`,
  replyTopics: [`test.${name}.answered.v1`],
  timeoutMs: 1_000,
  commandOf: () => ({}),
  retry: { attempts: 'unlimited' as const, backoff: { baseMs: 10, capMs: 10 }, pause: { baseMs: 100, capMs: 400 } },
  apply: (data: Record<string, number>, { count }: Count) => ({ ...data, [name]: count }),
  progress: (data: Record<string, number>, { count }: Count) => ({ ...data, [name]: count }),
});
/** A saga that only asks. */
const definition = defineSaga<Record<string, number>>({
  name: 'count',
  version: 1,
  isForwardOnly: true,
  alarmAfterAttempts: 4,
  steps: [question('apples'), question('pears')],
});
const id = '11111111-1111-4111-8111-111111111111';
const rules = { definition, random: () => 0.5 };

type Step = SagaReply['outcome'] | 'due';
const answer = (saga: Saga, outcome: SagaReply['outcome'], count: number, attempt: number): SagaInput => {
  const reply: Count = { sagaId: id, correlationId: '', outcome, count };
  return { type: 'ReplyReceived', step: saga.step ?? '', attempt, outcome, reply };
};
const attemptOf = (saga: Saga) => saga.steps.find(({ name }) => name === saga.step)?.attempts.step ?? 0;

/** Each turn is an answer with a count, or the timer. */
function run(turns: readonly (readonly [Step, count?: number])[]) {
  let saga = newSaga(definition, id, {});
  const events: SagaEvent[] = [];
  const apply = (input: SagaInput | null) => {
    const next = transition(rules, saga, input ?? { type: 'RetryDue' });
    saga = next.saga;
    events.push(...next.events);
  };
  apply({ type: 'Started' });
  for (const [turn, count = 0] of turns)
    apply(turn === 'due' ? dueInputOf(saga) : answer(saga, turn, count, attemptOf(saga)));
  return { saga, events };
}
/** The participant answers "not yet" several times. */
const pending = (...counts: number[]) => counts.flatMap((count) => [['pending', count] as const, ['due'] as const]);

describe('the answer "not yet"', () => {
  it('is progress when the data changes, and the question is asked again after a pause', () => {
    const { saga, events } = run(pending(1, 2));
    expect(saga).toMatchObject({ status: 'running', step: 'apples', waitsFor: 'reply', data: { apples: 2 } });
    expect(events.filter(({ type }) => type === 'StepPending')).toMatchObject([
      { isProgress: true, retryInMs: 100, isAlarm: false },
      { isProgress: true, retryInMs: 100, isAlarm: false },
    ]);
    expect(events.reduce(evolve, newSaga(definition, id, {}))).toEqual(saga);
  });

  it('lengthens the pause up to its cap, and raises an alarm, while nothing changes', () => {
    const { saga, events } = run(pending(1, 1, 1, 1, 1));
    const pauses = events.flatMap((event) => (event.type === 'StepPending' ? [event.retryInMs] : []));
    expect(pauses).toEqual([100, 100, 200, 400, 400]);
    expect(saga).toMatchObject({ status: 'stuck', alarm: { step: 'apples', code: 'no_progress' } });
  });

  it('ends the alarm as soon as something changes', () => {
    const { saga, events } = run(pending(1, 1, 1, 1, 1, 2));
    expect(saga).toMatchObject({ status: 'running', alarm: null });
    expect(events.findLast(({ type }) => type === 'StepPending')).toMatchObject({ retryInMs: 100 });
  });

  it('is no progress when it does not come: missing answers count together with it', () =>
    expect(run([...pending(1, 1), ['due'], ['due'], ['due'], ['due'], ['due']]).saga).toMatchObject({
      status: 'stuck',
      alarm: { code: 'timed_out' },
    }));

  it('of an earlier attempt has no effect', () => {
    const { saga } = run(pending(1));
    expect(transition(rules, saga, answer(saga, 'pending', 9, 1)).events).toEqual([]);
    expect(transition(rules, saga, answer(saga, 'succeeded', 9, 1)).saga.step).toBe('pears');
  });

  it('leads to the next question once it is "yes"', () => {
    const { saga } = run([...pending(1), ['succeeded', 3], ['succeeded', 4]]);
    expect(saga).toMatchObject({ status: 'completed', data: { apples: 3, pears: 4 } });
  });
});

describe('a saga that only goes forward', () => {
  it('takes a refusal for "not now"', () => {
    const { saga } = run([['failed'], ['due'], ['succeeded', 1]]);
    expect(saga).toMatchObject({ status: 'running', step: 'pears', failure: null });
  });

  it('can be retried, but not undone', () => {
    const { saga } = run([['pending', 1]]);
    expect(actionsOf(definition, saga)).toEqual({ retry: true, compensate: false });
    expect(() => transition(rules, saga, { type: 'CancelRequested', by: 'operator' })).toThrow(/too late to cancel/);
  });

  it('has no way back in its diagram', () => expect(diagramOf(definition)).not.toMatch(/failed|undo|compensated/));
});
