import { PartFailed } from '../process/part-failed.ts';

/** A step of the start. It runs when the steps it needs are done; `prepare` runs immediately, because it needs nothing. */
export interface Step {
  name: string;
  title: string;
  needs: readonly string[];
  prepare?(report: (text: string) => void): Promise<void>;
  run(report: (text: string) => void): Promise<void>;
}

export interface Failure {
  reason: string;
  logFile?: string | undefined;
  outputTail?: string;
}

export type StepEvent =
  | { step: string; state: 'running'; text?: string }
  | { step: string; state: 'done'; tookMs: number }
  | { step: string; state: 'failed'; failure: Failure }
  | { step: string; state: 'skipped'; reason: string };

/**
 * Runs all steps, in parallel where their needs allow. A failed step prevents only the steps that need it.
 * @returns the names of the steps that did not complete, in the given order. Never rejects because of a failed step.
 * @throws Error when a step needs an unknown step
 */
export async function runSteps(steps: readonly Step[], onEvent: (event: StepEvent) => void): Promise<string[]> {
  const outcomes = new Map<string, PromiseWithResolvers<boolean>>(
    steps.map(({ name }) => [name, Promise.withResolvers<boolean>()]),
  );
  const unknown = steps.flatMap(({ needs }) => needs).find((need) => !outcomes.has(need));
  if (unknown) throw new Error(`unknown step ${unknown}`);
  const outcomeOf = async (name: string) => (await outcomes.get(name)?.promise) ?? false;
  const done = await Promise.all(
    steps.map(async (step) => {
      const isDone = await runStep(step, outcomeOf, onEvent);
      outcomes.get(step.name)?.resolve(isDone);
      return isDone;
    }),
  );
  return steps.filter((_, index) => !done[index]).map(({ name }) => name);
}

async function runStep(
  step: Step,
  outcomeOf: (name: string) => Promise<boolean>,
  onEvent: (event: StepEvent) => void,
): Promise<boolean> {
  const report = (text: string) => onEvent({ step: step.name, state: 'running', text });
  let startedAt = performance.now();
  try {
    const prepared = step.prepare?.(report) ?? Promise.resolve();
    const needed = await Promise.all([...step.needs.map(outcomeOf), prepared.then(() => true)]);
    const missing = step.needs.filter((_, index) => !needed[index]);
    if (missing.length > 0) {
      onEvent({ step: step.name, state: 'skipped', reason: `needs ${missing.join(', ')}` });
      return false;
    }
    if (step.needs.length > 0) startedAt = performance.now();
    onEvent({ step: step.name, state: 'running' });
    await step.run(report);
    onEvent({ step: step.name, state: 'done', tookMs: performance.now() - startedAt });
    return true;
  } catch (error) {
    onEvent({ step: step.name, state: 'failed', failure: describeFailure(error) });
    return false;
  }
}

export function describeFailure(error: unknown): Failure {
  if (error instanceof PartFailed) {
    return { reason: error.message, logFile: error.logFile, outputTail: error.outputTail };
  }
  return { reason: error instanceof Error ? error.message || error.name : String(error) };
}
