import { invalidInput } from '@ticketing/common/errors';
import { positionOfText, type StreamPosition, type Topic, topics } from '@ticketing/contracts';

/**
 * Parses a position that an operator gave for a letter of this topic.
 * @throws DomainError invalid_position
 */
export function parsePosition(topic: Topic, text: string): StreamPosition {
  const { aggregate } = topics[topic];
  const position = positionOfText(text);
  if (!position?.stream.startsWith(`${aggregate}:`))
    throw invalidInput('invalid_position', `skip must look like ${aggregate}:<id>@<version> for ${topic}`, 'skip');
  return position;
}

/** Returns the position stated in a decoded value; null without one, or for an unversioned topic. */
export function positionIn(topic: Topic, event: unknown): StreamPosition | null {
  const { aggregate } = topics[topic];
  if (!aggregate || typeof event !== 'object' || event === null) return null;
  const { id, version } = event as { id?: unknown; version?: unknown };
  if (typeof id !== 'string' || id === '' || !Number.isInteger(version) || Number(version) < 0) return null;
  return { stream: `${aggregate}:${id}`, version: Number(version) };
}
