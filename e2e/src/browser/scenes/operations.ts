import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { signUp } from '../../person.ts';
import type { System } from '../../system.ts';
import type { Arranged, Scene } from '../scene.ts';
import { type GivenLetter, givenFailedReplay, givenNoise, givenRejectedEvent, operatorOf } from './dead-letters.ts';
import { english } from './english.ts';

const { ops } = english;

/** The page of a dead letter, and the operator's actions there. */
const letterPage = async (
  given: Promise<GivenLetter>,
  { below = '', act }: { below?: string; act?: (page: Page) => Promise<unknown> } = {},
): Promise<Arranged> => {
  const { operator, letterId } = await given;
  return { path: `/ops/letters/${letterId}${below}`, person: operator, ...(act && { act }) };
};

/** A page with content once there are dead letters. */
const withLetters =
  (path: string) =>
  async (system: System): Promise<Arranged> => ({ path, person: (await givenRejectedEvent(system)).operator });

const withReplay =
  (pathOf: (replayId: string) => string) =>
  async (system: System): Promise<Arranged> => {
    const { operator, replayId } = await givenFailedReplay(system);
    return { path: pathOf(replayId), person: operator };
  };

export const operationsScenes: Scene[] = [
  { name: 'ops', shows: 'unknown_ticket', arrange: withLetters('/ops') },
  {
    name: 'ops-of-nobody',
    shows: english.notFound.title,
    arrange: async ({ storeUrl }) => ({ path: '/ops', person: await signUp(storeUrl) }),
    expectedErrors: /404/,
  },
  { name: 'ops-groups', shows: 'unknown_ticket', arrange: withLetters('/ops/groups') },
  { name: 'ops-letters', shows: 'unknown_ticket', arrange: withLetters('/ops/letters') },
  {
    name: 'ops-letters-none',
    shows: ops.letters.noneFound,
    arrange: async (system) => ({ path: `/ops/letters?search=${randomUUID()}`, person: await operatorOf(system) }),
  },
  { name: 'ops-letter', shows: ops.letter.showSchema, arrange: (system) => letterPage(givenRejectedEvent(system)) },
  { name: 'ops-letter-noise', shows: ops.letter.notDecoded, arrange: (system) => letterPage(givenNoise(system)) },
  {
    name: 'ops-letter-replay',
    shows: ops.replayForm.explanation,
    arrange: (system) =>
      letterPage(givenRejectedEvent(system), {
        act: (page) => page.getByRole('button', { name: ops.actions.replay }).click(),
      }),
  },
  {
    name: 'ops-letter-discard',
    shows: ops.gap.skip.hint,
    arrange: (system) =>
      letterPage(givenRejectedEvent(system), {
        act: (page) => page.getByRole('button', { name: ops.actions.discard }).click(),
      }),
  },
  {
    name: 'ops-letter-edit',
    shows: ops.edit.valueHint,
    arrange: (system) => letterPage(givenRejectedEvent(system), { below: '/edit' }),
  },
  {
    name: 'ops-letter-edit-refused',
    shows: /field "id" should be/,
    arrange: (system) =>
      letterPage(givenRejectedEvent(system), {
        below: '/edit',
        act: async (page) => {
          await page.getByRole('textbox', { name: ops.edit.value }).fill('{ "id": 7 }');
          await page.getByRole('button', { name: ops.edit.check }).click();
        },
      }),
    expectedErrors: /400/,
  },
  {
    name: 'ops-letter-not-found',
    shows: ops.notFound.title,
    arrange: async (system) => ({ path: `/ops/letters/${randomUUID()}`, person: await operatorOf(system) }),
    expectedErrors: /404/,
  },
  { name: 'ops-replays', shows: ops.replays.kinds.replay, arrange: withReplay(() => '/ops/replays') },
  { name: 'ops-replay', shows: 'One failed again', arrange: withReplay((id) => `/ops/replays/${id}`) },
  { name: 'ops-audit', shows: ops.audit.lead, arrange: withReplay(() => '/ops/audit') },
];
