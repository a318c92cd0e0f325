import type { System } from '../../system.ts';

/** Reads a program's metric: the sum over all labels; 0 if the metric does not exist. */
export async function readMetric({ urlOf }: Pick<System, 'urlOf'>, program: string, metric: string): Promise<number> {
  const text = await (await fetch(`${urlOf(program)}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${metric} `) || line.startsWith(`${metric}{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
