import { createOnce, type Effect } from '@ticketing/common/effects';
import { invalidInput, notFound, PermanentError } from '@ticketing/common/errors';
import { type EventByTopic, keyOf, relayGroup, type Topic } from '@ticketing/contracts';
import type { Letter } from '../domain/letter.ts';
import type { Operator, Replay } from '../domain/replay.ts';
import type { Edit } from '../domain/resend.ts';
import { startReplay } from './begin-replay.ts';
import type { OpsDeps } from './deps.ts';
import { checkNamed } from './select-letters.ts';

export interface LetterEdit {
  letterId: string;
  /** The corrected event. */
  event: unknown;
  reason: string;
  operator: Operator;
  effect: Effect;
}

/**
 * Encodes an edited event without sending it.
 * @throws DomainError not_found, letter_not_replayable, schema_mismatch
 */
export const previewEdit =
  (deps: OpsDeps) =>
  async ({ letterId, event }: Pick<LetterEdit, 'letterId' | 'event'>): Promise<Edit> => {
    await checkNamed(deps, [letterId]);
    return encode(deps, await existing(deps, letterId), event);
  };

/**
 * Resends a letter with another value, which must match the topic's registered schema. The record keeps the original.
 * Idempotent per effect.
 * @throws DomainError not_found, letter_not_replayable, schema_mismatch
 */
export const editLetter =
  (deps: OpsDeps) =>
  ({ effect, ...change }: LetterEdit): Promise<Replay> =>
    createOnce(effect, {
      find: () => deps.replays.findById(effect.id),
      create: () => sendEdited(deps, effect.id, change),
    });

async function sendEdited(
  deps: OpsDeps,
  id: string,
  { letterId, event, reason, operator }: Omit<LetterEdit, 'effect'>,
): Promise<Replay> {
  const settled = await checkNamed(deps, [letterId]);
  const edit = await encode(deps, await existing(deps, letterId), event);
  const order = { id, kind: 'edit' as const, selection: { ids: [letterId] }, reason, operator };
  const sent = { ratePerSecond: 1, selected: 1, edit: { ...edit, json: JSON.stringify(event) }, skip: null };
  return startReplay(deps, { ...order, ...sent }, settled);
}

async function existing({ letters }: OpsDeps, id: string): Promise<Letter> {
  const letter = await letters.findById(id);
  if (!letter) throw notFound(`There is no letter ${id}`);
  return letter;
}

async function encode({ codec }: OpsDeps, { topic, group, key }: Letter, event: unknown): Promise<Edit> {
  const avro = await codec.encode(topic, event).catch((error: unknown) => {
    if (error instanceof PermanentError) throw invalidInput(error.code, error.message, 'value');
    throw error;
  });
  if (group !== relayGroup) return { key, value: avro };
  // A relay expects JSON and publishes under the given key, which must be that of the edited event.
  return { key: Buffer.from(keyOf(topic, event as EventByTopic[Topic])), value: Buffer.from(JSON.stringify(event)) };
}
