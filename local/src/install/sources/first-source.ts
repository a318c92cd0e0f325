import { PartFailed } from '../../process/part-failed.ts';
import { WrongChecksum } from '../checksum.ts';

/** One way to get a file. */
export interface Source<T> {
  /** Readable name, without credentials. */
  name: string;
  get(): Promise<T>;
}

/**
 * Returns the result of the first source that works.
 * @throws WrongChecksum immediately; PartFailed with every source's reason when no source works
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
  throw new PartFailed(what, `can't be downloaded (${reasons.join('; ') || 'no source is configured'}); ${remedy}`);
}

function reasonOf(error: unknown): string {
  if (error instanceof PartFailed) {
    const lastLine = error.outputTail.split('\n').filter(Boolean).at(-1);
    return lastLine ? `${error.reason}: ${lastLine}` : error.reason;
  }
  if (error instanceof AggregateError) return reasonOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
