import { replayHeaders } from '@ticketing/contracts';
import { PermanentError } from '../errors/index.ts';
import type { StreamPosition } from './subscription.ts';

export const isSkip = (headers: Record<string, string>): boolean => headers[replayHeaders.skip] !== undefined;

/**
 * Parses the version that a message skips, written as `<stream>@<version>`; undefined for an ordinary message.
 * @throws PermanentError invalid_skip
 */
export function skipOf(headers: Record<string, string>): StreamPosition | undefined {
  const text = headers[replayHeaders.skip];
  if (text === undefined) return undefined;
  const [, stream, version] = /^([a-z]+:.+)@(\d{1,15})$/.exec(text) ?? [];
  if (!stream || !version) throw new PermanentError('invalid_skip', `${replayHeaders.skip} is not <stream>@<version>`);
  return { stream, version: Number(version) };
}
