import { describe, expect, it } from '@jest/globals';
import {
  createDefinitions,
  defineSaga,
  diagramOf,
  type SagaDefinition,
  type Step,
  UnknownDefinitionError,
} from './index.ts';
import { newSaga } from './saga.ts';

const exchange = (name: string) => ({
  commandTopic: `test.${name}.requested.v1`,
  replyTopics: [`test.${name}.answered.v1`],
  timeoutMs: 1_000,
  commandOf: () => ({}),
});
const compensation = exchange('undo');
const seats: Step<object> = { name: 'seats', ...exchange('seats'), compensation };
const payment: Step<object> = { name: 'payment', ...exchange('payment'), isPivot: true, compensation };
const issue: Step<object> = { name: 'issue', ...exchange('issue'), retry: { attempts: 'unlimited' } };

const sagaWith = (steps: Step<object>[], rest: Partial<SagaDefinition<object>> = {}) =>
  defineSaga<object>({ name: 'booking', version: 1, ...rest, steps });

describe('defineSaga', () => {
  it('accepts compensatable steps, a pivot, and steps that are retried without limit', () =>
    expect(sagaWith([seats, payment, issue]).steps).toHaveLength(3));

  it('accepts a saga without a pivot', () => expect(sagaWith([seats]).steps).toHaveLength(1));

  it('accepts a step without compensation that says hasNoEffect', () =>
    expect(sagaWith([{ name: 'quote', ...exchange('quote'), hasNoEffect: true }, payment]).steps).toHaveLength(2));

  it.each<[string, Step<object>[], Partial<SagaDefinition<object>>, RegExp]>([
    ['no steps', [], {}, /it has no steps/],
    ['a malformed name', [seats], { name: 'Booking' }, /its name must match/],
    ['a malformed name of a step', [{ ...seats, name: 'a:b' }], {}, /step a:b: its name must match/],
    ['version 0', [seats], { version: 0 }, /version must be a whole number/],
    ['a duplicate name', [seats, seats], {}, /two steps have the name seats/],
    ['two pivots', [payment, { ...issue, isPivot: true }], {}, /more than one pivot: payment, issue/],
    ['a timeout of 0', [{ ...seats, timeoutMs: 0 }], {}, /step seats: timeoutMs/],
    ['no command topic', [{ ...seats, commandTopic: '' }], {}, /step seats: it has no command topic/],
    ['no reply topic', [{ ...seats, replyTopics: [] }], {}, /step seats: it has no reply topic/],
    ['no attempts', [{ ...seats, retry: { attempts: 0 } }], {}, /step seats: retry.attempts must be a whole number/],
    [
      'a compensation without reply topic',
      [{ ...seats, compensation: { ...compensation, replyTopics: [] } }],
      {},
      /step seats: compensation: it has no reply topic/,
    ],
    [
      'a compensatable step that nothing undoes',
      [{ name: 'seats', ...exchange('seats') }, payment],
      {},
      /step seats: nothing undoes it: add a compensation, or say hasNoEffect/,
    ],
    ['a compensation of no effect', [{ ...seats, hasNoEffect: true }], {}, /has a compensation, but says hasNoEffect/],
    [
      'a pivot whose missing answer can be neither undone nor asked for again',
      [seats, { name: 'payment', ...exchange('payment'), isPivot: true }],
      {},
      /step payment: it is the pivot: add a compensation for a missing answer, or ask/,
    ],
    [
      'a step after the pivot that may give up',
      [payment, { name: 'issue', ...exchange('issue') }],
      {},
      /step issue: it comes after the pivot and must go forward/,
    ],
    [
      'a compensation after the pivot',
      [payment, { ...issue, compensation }],
      {},
      /step issue: it comes after the pivot and must go forward, where nothing is undone/,
    ],
    [
      'a step that may give up, of a saga that only goes forward',
      [{ ...issue, retry: { attempts: 3 } }],
      { isForwardOnly: true },
      /step issue: its saga only goes forward: retry.attempts must be unlimited/,
    ],
    ['a pivot of such a saga', [payment], { isForwardOnly: true }, /only goes forward, and needs no pivot/],
    [
      'a step that is pending and may give up',
      [{ ...seats, compensation, progress: () => ({}), retry: { attempts: 2 } }],
      {},
      /step seats: it is asked again as long as it is pending/,
    ],
  ])('refuses %s', (_, steps, rest, problem) => expect(() => sagaWith(steps, rest)).toThrow(problem));

  it('lists every problem', () =>
    expect(() =>
      sagaWith([
        { ...seats, timeoutMs: 0 },
        { ...seats, replyTopics: [] },
      ]),
    ).toThrow(/two steps have the name seats\n.*timeoutMs.*\n.*no reply topic/));
});

describe('createDefinitions', () => {
  const [v1, v2] = [sagaWith([seats, payment]), sagaWith([seats, payment, issue], { version: 2 })];
  const definitions = createDefinitions([v2, v1]);

  it('starts sagas under the latest version', () => expect(definitions.latest('booking').version).toBe(2));

  it('runs a saga under the version it was started with', () => expect(definitions.of(newSaga(v1, 'id', {}))).toBe(v1));

  it('names a version that it does not know', () =>
    expect(() => createDefinitions([v1]).of(newSaga(v2, 'id', {}))).toThrow(
      new UnknownDefinitionError('there is no saga booking version 2 here'),
    ));

  it('refuses a saga whose version has been edited', () =>
    expect(() => createDefinitions([sagaWith([seats])]).of(newSaga(v1, 'id', {}))).toThrow(
      /changed steps need a new version/,
    ));

  it('refuses a version that is defined twice', () =>
    expect(() => createDefinitions([v1, v1])).toThrow(/booking version 1 is defined twice/));
});

describe('diagramOf', () => {
  it('shows steps, the pivot, and what is undone after which failure', () => {
    const diagram = diagramOf(sagaWith([seats, payment, issue]));
    expect(diagram).toContain('step_payment{{"payment<br/>test.payment.requested.v1"}}');
    expect(diagram).toContain('step_payment -. failed .-> step_seats_undo');
    expect(diagram).toContain('step_seats_undo -.-> compensated');
    expect(diagram).toContain('step_issue --> completed');
    expect(diagram).not.toContain('step_issue -.');
  });
});
