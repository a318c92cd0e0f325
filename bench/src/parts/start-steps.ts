import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A step of the start, from the supervisor's log. */
export interface StartStep {
  name: string;
  needs: readonly string[];
  /** From the completion of its dependencies until it was ready. */
  tookMs: number;
}

export interface Chain {
  names: string[];
  tookMs: number;
}

type Line =
  | { type: 'plan'; steps: { name: string; needs: string[] }[] }
  | { type: 'step'; event: { step: string; state: string; tookMs?: number } }
  | { type: 'other' };

/** @throws Error when a step of the plan did not complete */
export function readStartSteps(home: string): StartStep[] {
  const lines = readFileSync(join(home, 'logs', 'supervisor.log'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  const plan = lines.find((line) => line.type === 'plan');
  if (!plan) throw new Error('the supervisor logged no plan');
  const took = new Map(
    lines.flatMap((line) =>
      line.type === 'step' && line.event.state === 'done' ? [[line.event.step, line.event.tookMs ?? 0]] : [],
    ),
  );
  return plan.steps.map(({ name, needs }) => {
    const tookMs = took.get(name);
    if (tookMs === undefined) throw new Error(`the start did not complete ${name}`);
    return { name, needs, tookMs };
  });
}

/** The critical path: no start can be faster, whatever runs in parallel. */
export function criticalPath(steps: readonly StartStep[]): Chain {
  const byName = new Map(steps.map((step) => [step.name, step]));
  const chainTo = ({ name, needs, tookMs }: StartStep): Chain => {
    const before = longest(needs.flatMap((need) => byName.get(need) ?? []).map(chainTo));
    return { names: [...before.names, name], tookMs: before.tookMs + tookMs };
  };
  return longest(steps.map(chainTo));
}

const longest = (chains: readonly Chain[]): Chain =>
  chains.reduce((best, chain) => (chain.tookMs > best.tookMs ? chain : best), { names: [], tookMs: 0 });
