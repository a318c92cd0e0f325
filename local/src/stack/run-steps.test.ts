import { expect, it } from '@jest/globals';
import { runSteps, type Step, type StepEvent } from './run-steps.ts';

const step = (name: string, needs: string[] = [], run: Step['run'] = async () => {}): Step => ({
  name,
  title: name,
  needs,
  run,
});

it('runs a step after everything it needs', async () => {
  const order: string[] = [];
  const noted = (name: string, needs: string[] = []) => step(name, needs, async () => void order.push(name));

  const notDone = await runSteps(
    [noted('orders', ['topics', 'postgres']), noted('topics', ['kafka']), noted('kafka'), noted('postgres')],
    () => {},
  );

  expect(notDone).toEqual([]);
  expect(order.at(-1)).toBe('orders');
  expect(order.indexOf('topics')).toBeGreaterThan(order.indexOf('kafka'));
});

it('skips only the steps that need a failed step', async () => {
  const events: StepEvent[] = [];
  const failing = step('registry', [], async () => {
    throw new Error('no answer');
  });

  const notDone = await runSteps([failing, step('auth', ['registry']), step('gateway')], (event) => events.push(event));

  expect(notDone).toEqual(['registry', 'auth']);
  expect(events).toContainEqual({ step: 'registry', state: 'failed', failure: { reason: 'no answer' } });
  expect(events).toContainEqual({ step: 'auth', state: 'skipped', reason: 'needs registry' });
});

it('prepares a step while the steps it needs are still running', async () => {
  const kafka = Promise.withResolvers<void>();
  const connect: Step = { ...step('connect', ['kafka']), prepare: async () => kafka.resolve() };

  const notDone = await runSteps([step('kafka', [], () => kafka.promise), connect], () => {});

  expect(notDone).toEqual([]);
});

it('rejects a step that needs an unknown step', async () => {
  await expect(runSteps([step('auth', ['mongodb'])], () => {})).rejects.toThrow('unknown step mongodb');
});
