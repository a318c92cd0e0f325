import { PartFailed } from '../../process/part-failed.ts';
import { WrongChecksum } from '../checksum.ts';

/** One way to get something. */
export interface Source<T> {
  /** Where from, as a person would say it; no credentials. */
  name: string;
  get(): Promise<T>;
}

/**
 * Takes what the first source has that works.
 * @throws WrongChecksum at once; PartFailed with every source's reason when none works
 */
export async function fromFirst<T>(what: string, sources: readonly Source<T>[], remedy: string): Promise<T> {
  const reasons: string[] = [];
  for (const { name, get } of sources) {
    try {
      return await get();
    } catch (error) {
      if (error instanceof WrongChecksum) throw error;
      reasons.push(`${name}: ${reasonOf(error)}`);
    }
  }
  throw new PartFailed(what, `could not be had (${reasons.join('; ') || 'there is no source'}); ${remedy}`);
}

function reasonOf(error: unknown): string {
  if (error instanceof PartFailed) {
    const lastLine = error.lastWords.split('\n').filter(Boolean).at(-1);
    return lastLine ? `${error.reason}: ${lastLine}` : error.reason;
  }
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
