import { isTransient } from '@ticketing/common/errors';
import { CliError } from '../exit.ts';

/** Runs work that reads topics. @throws CliError when broker or registry do not respond */
export async function orCliError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isTransient(error)) throw new CliError(`Kafka or the registry did not respond: ${(error as Error).message}`);
    throw error;
  }
}
