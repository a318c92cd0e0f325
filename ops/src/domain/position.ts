import { invalidInput } from '@ticketing/common/errors';
import { type Topic, topics } from '@ticketing/contracts';
import type { Position } from './letter.ts';

const format = /^([a-z]+):(.+)@(\d{1,9})$/;

/** Formats a position as text, e.g. `order:4711@1`. */
export const textOfPosition = ({ stream, version }: Position): string => `${stream}@${version}`;

/**
 * Parses a position that an operator gave for a letter of this topic.
 * @throws DomainError invalid_position
 */
export function parsePosition(topic: Topic, text: string): Position {
  const { aggregate } = topics[topic];
  const [, kind, id, version] = format.exec(text) ?? [];
  if (!id || kind !== aggregate)
    throw invalidInput('invalid_position', `skip must look like ${aggregate}:<id>@<version> for ${topic}`, 'skip');
  return { stream: `${kind}:${id}`, version: Number(version) };
}

/** Returns the position stated in a decoded value; null without one, or for an unversioned topic. */
export function positionIn(topic: Topic, event: unknown): Position | null {
  const { aggregate } = topics[topic];
  if (!aggregate || typeof event !== 'object' || event === null) return null;
  const { id, version } = event as { id?: unknown; version?: unknown };
  if (typeof id !== 'string' || id === '' || !Number.isInteger(version) || Number(version) < 0) return null;
  return { stream: `${aggregate}:${id}`, version: Number(version) };
}
