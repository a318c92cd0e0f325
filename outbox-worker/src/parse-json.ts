import { PermanentError } from '@ticketing/common/errors';

/** @throws PermanentError undecodable */
export function parseJson(value: Buffer | null): unknown {
  try {
    return JSON.parse(value?.toString('utf8') ?? '');
  } catch (cause) {
    throw new PermanentError('undecodable', 'the message is not JSON', { cause });
  }
}
