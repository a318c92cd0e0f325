import { expect, it } from '@jest/globals';
import type { Problem } from '@/api/problem.ts';
import { maySell, roleIn } from './may-sell.ts';
import { hasSessionEnded, isNotFound, toNamedFaults } from './refusal.ts';

const refused = (status: number, code: string): Problem => ({
  ...{ kind: 'refused', status },
  errors: [{ message: 'No', code, field: 'placeId' }],
});

it('tells an ended session from an organiser of others, which have the same status', () => {
  const [ended, others] = [refused(401, 'not_signed_in'), refused(401, 'not_authorized')];

  expect([hasSessionEnded(ended), isNotFound(ended)]).toEqual([true, false]);
  expect([hasSessionEnded(others), isNotFound(others)]).toEqual([false, true]);
  expect(isNotFound(refused(404, 'not_found'))).toBe(true);
  expect([hasSessionEnded({ kind: 'unreachable' }), isNotFound({ kind: 'unreachable' })]).toEqual([false, false]);
});

it('shows a fault beside the field that the form has for it', () => {
  const nameOf = (field: string | undefined) => (field === 'placeId' ? 'place' : field);

  expect(toNamedFaults(refused(404, 'not_found'), ['place'], nameOf)).toMatchObject({
    fields: { place: { code: 'not_found' } },
  });
  expect(toNamedFaults(refused(404, 'not_found'), [], nameOf)).toMatchObject({ form: [{ code: 'not_found' }] });
  expect(toNamedFaults({ kind: 'unreachable' }, [], nameOf)).toMatchObject({ form: [{ code: 'unreachable' }] });
});

it('lets owners and the box office sell', () => {
  const organiser = { members: [{ userId: 'u1', role: 'scanner' as const }] };

  expect([roleIn(organiser, 'u1'), roleIn(organiser, 'u2')]).toEqual(['scanner', null]);
  expect((['owner', 'box_office', 'scanner', 'finance', null] as const).map(maySell)).toEqual([
    ...[true, true, false, false, false],
  ]);
});
