// Every order in which messages, losses, duplicates, timers and a cancellation may meet: sampled for the example, and all of
// them for a small saga.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bookJourney, someBooking } from './booking.fixture.ts';
import { defineSaga, type SagaDefinition, type SagaReply } from './definition.ts';
import { mustCarryOut, onCompensation, type StepRecord } from './participant.ts';
import { evolve, isOver, newSaga, type Saga, type SagaEvent, type SagaInput } from './saga.ts';
import { dueInputOf, replyInputOf, type SagaCommand, transition } from './transition.ts';

const id = '11111111-1111-4111-8111-111111111111';

/** How participants behave. */
interface Behaviour {
  /** Steps that are refused. */
  refused: readonly string[];
  /** How often a step after the pivot, and each compensation, fails before it succeeds. */
  failures: number;
}

interface Participant {
  record: StepRecord | null;
  effects: number;
  undone: number;
  failures: number;
}

type Message = { kind: 'command'; correlationId: string } | { kind: 'reply'; reply: SagaReply };

interface World {
  definition: SagaDefinition;
  saga: Saga;
  events: SagaEvent[];
  inFlight: Message[];
  participants: Record<string, Participant>;
  isCancelled: boolean;
}

function apply(world: World, input: SagaInput): World {
  const next = transition({ definition: world.definition, random: () => 0.5 }, world.saga, input);
  const commands = next.commands.map((command: SagaCommand) => ({ kind: 'command' as const, ...command }));
  return {
    ...world,
    saga: next.saga,
    events: [...world.events, ...next.events],
    inFlight: [...world.inFlight, ...commands.map(({ kind, correlationId }) => ({ kind, correlationId }))],
  };
}

const questionOf = (correlationId: string) => {
  const [, step = '', ...rest] = correlationId.split(':');
  const phase = rest.length === 2 ? ('compensation' as const) : ('step' as const);
  return { step, phase, attempt: Number(rest.at(-1)) };
};

/** A participant that keeps the contract. */
function participate(world: World, { refused, failures }: Behaviour, correlationId: string): World {
  const { step, phase } = questionOf(correlationId);
  const before = world.participants[step] ?? { record: null, effects: 0, undone: 0, failures: 0 };
  const answer = (participant: Participant, outcome: SagaReply['outcome']): World => ({
    ...world,
    participants: { ...world.participants, [step]: participant },
    inFlight: [...world.inFlight, { kind: 'reply', reply: { sagaId: id, correlationId, outcome, reason: 'no' } }],
  });
  const isAfterPivot = world.definition.steps.find(({ name }) => name === step)?.retry?.attempts === 'unlimited';
  if ((phase === 'compensation' || isAfterPivot) && before.failures < failures)
    return answer({ ...before, failures: before.failures + 1 }, 'failed');
  if (phase === 'compensation') {
    const { record, mustUndo } = onCompensation(before.record);
    return answer({ ...before, record, undone: before.undone + (mustUndo ? 1 : 0) }, 'succeeded');
  }
  if (!mustCarryOut(before.record)) return answer(before, before.record.outcome);
  const outcome = refused.includes(step) ? 'failed' : 'succeeded';
  const record: StepRecord = { outcome, reason: null, fields: null, isUndone: false };
  return answer({ ...before, record, effects: before.effects + (outcome === 'succeeded' ? 1 : 0) }, outcome);
}

function deliver(world: World, behaviour: Behaviour, at: number, isKept: boolean): World {
  const message = world.inFlight[at] as Message;
  const rest = isKept ? world : { ...world, inFlight: world.inFlight.toSpliced(at, 1) };
  return message.kind === 'command'
    ? participate(rest, behaviour, message.correlationId)
    : apply(rest, replyInputOf(questionOf(message.reply.correlationId), message.reply));
}

interface Move {
  cost: 'none' | 'duplicate' | 'loss' | 'timer' | 'cancel';
  next: () => World;
}

/** What may happen next. */
function movesOf(world: World, behaviour: Behaviour): Move[] {
  const due = dueInputOf(world.saga);
  const canCancel = world.events.every(({ type, ...event }) => type !== 'StepSucceeded' || !isFinal(world, event));
  return [
    ...world.inFlight.flatMap((_, at): Move[] => [
      { cost: 'none', next: () => deliver(world, behaviour, at, false) },
      { cost: 'duplicate', next: () => deliver(world, behaviour, at, true) },
      { cost: 'loss', next: () => ({ ...world, inFlight: world.inFlight.toSpliced(at, 1) }) },
    ]),
    ...(due ? [{ cost: 'timer' as const, next: () => apply(world, due) }] : []),
    ...(canCancel && !world.isCancelled
      ? [
          {
            cost: 'cancel' as const,
            next: () => apply({ ...world, isCancelled: true }, { type: 'CancelRequested', by: 'buyer' }),
          },
        ]
      : []),
  ];
}

const isFinal = ({ definition }: World, event: object): boolean =>
  'step' in event && definition.steps.some(({ name, isPivot }) => isPivot && name === event.step);

/** From here on nothing is lost: messages arrive in order, and timers fire when nothing else happens. */
function heal(start: World, behaviour: Behaviour): World {
  let world = start;
  for (let moves = 0; moves < 500; moves += 1) {
    if (world.inFlight.length > 0) world = deliver(world, behaviour, 0, false);
    else {
      const due = dueInputOf(world.saga);
      if (!due) return world;
      world = apply(world, due);
    }
  }
  throw new Error(`the saga does not end: ${JSON.stringify(world.saga)}`);
}

function assertEnd({ definition, saga, events, participants }: World, data: unknown): void {
  if (!isOver(saga)) throw new Error(`not over: ${JSON.stringify(saga)}`);
  expect(events.reduce(evolve, newSaga(definition, id, data))).toEqual(saga);
  const stepsOf = (type: SagaEvent['type']) =>
    events.flatMap((each) => (each.type === type && 'step' in each ? [each.step] : []));
  const sentSteps = new Set(stepsOf('CommandSent'));
  const refused = new Set(stepsOf('StepRefused'));
  const undoable = definition.steps.filter(({ compensation }) => compensation).map(({ name }) => name);
  const mayHaveHappened = undoable.filter((name) => sentSteps.has(name) && !refused.has(name));
  const compensations = [...new Set(stepsOf('CompensationSent'))];
  expect(compensations).toEqual(saga.status === 'compensated' ? mayHaveHappened.toReversed() : []);
  expect(stepsOf('StepCompensated')).toEqual(compensations);
  for (const { name, compensation } of definition.steps) {
    const { effects = 0, undone = 0 } = participants[name] ?? {};
    expect({ name, effects, undone }).toEqual(
      saga.status === 'completed'
        ? { name, effects: 1, undone: 0 }
        : { name, effects: effects && 1, undone: compensation ? effects : 0 },
    );
  }
}

const worldOf = (definition: SagaDefinition, data: unknown): World =>
  apply(
    { definition, saga: newSaga(definition, id, data), events: [], inFlight: [], participants: {}, isCancelled: false },
    { type: 'Started' },
  );

describe('a saga whose messages are lost, doubled and late', () => {
  it('ends completed, or with exactly what may have happened undone in reverse', async () => {
    const definition = bookJourney();
    const behaviours = fc.record({
      refused: fc.subarray(['place', 'seats', 'manifest', 'payment']),
      failures: fc.nat(4),
    });
    await fc.assert(
      fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), behaviours, (schedule, behaviour) => {
        let world = worldOf(definition, someBooking());
        for (const choice of schedule) {
          const moves = movesOf(world, behaviour);
          world = moves[choice % moves.length]?.next() ?? world;
        }
        assertEnd(heal(world, behaviour), someBooking());
      }),
      { numRuns: 500 },
    );
  });
});

describe('a small saga, in every order', () => {
  const exchange = (name: string) => ({
    commandTopic: `${name}.requested`,
    replyTopics: [`${name}.answered`],
    timeoutMs: 1_000,
    commandOf: () => ({}),
  });
  const small = defineSaga({
    name: 'small',
    version: 1,
    steps: [
      { name: 'seats', ...exchange('seats'), compensation: exchange('release') },
      { name: 'payment', ...exchange('payment'), isPivot: true, compensation: exchange('refund') },
      { name: 'issue', ...exchange('issue'), retry: { attempts: 'unlimited' } },
    ],
  });
  /** What may go wrong on one path; a timer before its answer arrived counts as late. */
  const budget = { duplicate: 1, loss: 1, timer: 1, cancel: 1 };

  it.each([
    ['everybody agrees', { refused: [], failures: 0 }],
    ['seats are refused', { refused: ['seats'], failures: 0 }],
    ['the payment is refused', { refused: ['payment'], failures: 0 }],
    ['issuing and undoing fail once', { refused: [], failures: 1 }],
  ])('ends well when %s', (_, behaviour) => {
    const seen = new Set<string>();
    const ends = new Set<string>();
    const open: { world: World; left: typeof budget }[] = [{ world: worldOf(small, {}), left: budget }];
    for (let at = open.pop(); at; at = open.pop()) {
      const { world, left } = at;
      if (!isOver(world.saga) && !dueInputOf(world.saga)) throw new Error('nothing would ever happen');
      const end = heal(world, behaviour);
      assertEnd(end, {});
      ends.add(end.saga.status);
      for (const { cost, next } of movesOf(world, behaviour)) {
        if (cost !== 'none' && left[cost] === 0) continue;
        const following = next();
        const remaining = cost === 'none' ? left : { ...left, [cost]: left[cost] - 1 };
        const key = keyOf(following, remaining);
        if (seen.has(key)) continue;
        seen.add(key);
        open.push({ world: following, left: remaining });
      }
    }
    expect(seen.size).toBeGreaterThan(100);
    expect(ends.has('compensated')).toBe(true);
  });

  /** Two paths to the same situation go on alike. */
  const keyOf = ({ saga, participants, inFlight, isCancelled }: World, left: object): string =>
    JSON.stringify([
      { ...saga, version: 0 },
      Object.entries(participants).sort(([one], [other]) => one.localeCompare(other)),
      inFlight.map((message) => JSON.stringify(message)).sort(),
      isCancelled,
      left,
    ]);
});
