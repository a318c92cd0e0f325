import { ConfigError } from '../config/index.ts';
import { type FailpointName, isFailpoint } from './names.ts';

/** The action at a failpoint and its probability each time the failpoint is reached. */
export interface ArmedFailpoint {
  name: FailpointName;
  /** Restricts the failpoint to one label, such as a topic; undefined matches every label. */
  label: string | undefined;
  /** Milliseconds; undefined kills the process. */
  delayMs: { min: number; max: number } | undefined;
  /** In [0, 1]. */
  probability: number;
}

const syntax = '<name>[@<label>]:kill[:<probability>] or <name>[@<label>]:delay:<ms>[-<ms>][:<probability>]';
const entryFormat = /^([\w.-]+)(?:@([\w.-]+))?:(?:kill|delay:(\d+)(?:-(\d+))?)(?::(0?\.\d+|1|1\.0+))?$/;

/**
 * Parses FAILPOINTS, a list separated by semicolons.
 * @throws ConfigError naming every invalid entry
 */
export function parseFailpoints(text: string): ArmedFailpoint[] {
  const problems: string[] = [];
  const armed = text
    .split(';')
    .map((entry) => entry.trim())
    .filter(Boolean)
    .flatMap((entry) => {
      const [, name = '', label, minMs, maxMs, probability] = entryFormat.exec(entry) ?? [];
      if (!isFailpoint(name)) {
        problems.push(`"${entry}" ${name ? `names an unknown failpoint (${name})` : `is not ${syntax}`}`);
        return [];
      }
      const delayMs = minMs === undefined ? undefined : { min: Number(minMs), max: Number(maxMs ?? minMs) };
      return [{ name, label, delayMs, probability: Number(probability ?? 1) }];
    });
  if (problems.length > 0) throw new ConfigError(`FAILPOINTS is not valid:\n  ${problems.join('\n  ')}`);
  return armed;
}
