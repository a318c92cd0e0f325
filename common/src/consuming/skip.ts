import { positionOfText, replayHeaders, type StreamPosition } from '@ticketing/contracts';
import { PermanentError } from '../errors/index.ts';

/** Whether a message skips a version instead of carrying an event. */
export const isSkip = (headers: Record<string, string>): boolean => headers[replayHeaders.skip] !== undefined;

/**
 * Parses the version that a message skips, written as `<stream>@<version>`; undefined for an ordinary message.
 * @throws PermanentError invalid_skip
 */
export function skipOf(headers: Record<string, string>): StreamPosition | undefined {
  const text = headers[replayHeaders.skip];
  if (text === undefined) return undefined;
  const position = positionOfText(text);
  if (!position) throw new PermanentError('invalid_skip', `${replayHeaders.skip} is not <stream>@<version>`);
  return position;
}
