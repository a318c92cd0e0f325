import { describe, expect, it } from '@jest/globals';
import {
  assertMayOrganise,
  assertRole,
  maxMembers,
  type Organiser,
  sellingRoles,
  withMember,
  withoutMember,
} from './organiser.ts';

const organiser: Organiser = {
  id: 'o',
  name: 'The hall',
  createdAt: new Date(0),
  members: [
    { userId: 'ann', role: 'owner' },
    { userId: 'bob', role: 'scanner' },
  ],
};
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a role', () => {
  it('is needed to sell; who is no member is told less than a member', () => {
    expect(() => assertRole(organiser, 'ann', sellingRoles)).not.toThrow();
    expect(() => assertRole(organiser, 'bob', sellingRoles)).toThrow(code('role_required'));
    expect(() => assertRole(organiser, 'eve', sellingRoles)).toThrow(code('not_authorized'));
  });

  it('is given and taken; the same role again changes nothing', () => {
    const withCleo = withMember(organiser, { userId: 'cleo', role: 'finance' });
    expect(withCleo?.members).toHaveLength(3);
    expect(withMember(organiser, { userId: 'bob', role: 'scanner' })).toBeNull();
    expect(withoutMember(organiser, 'bob')?.members).toEqual([{ userId: 'ann', role: 'owner' }]);
    expect(withoutMember(organiser, 'eve')).toBeNull();
  });

  it('of the last owner stays', () => {
    expect(() => withoutMember(organiser, 'ann')).toThrow(code('last_owner'));
    expect(() => withMember(organiser, { userId: 'ann', role: 'finance' })).toThrow(code('last_owner'));
    const two = withMember(organiser, { userId: 'bob', role: 'owner' }) as Organiser;
    expect(withoutMember(two, 'ann')?.members).toEqual([{ userId: 'bob', role: 'owner' }]);
  });

  it('is for a limited number of people', () => {
    const members = Array.from({ length: maxMembers }, (_, index) => ({ userId: `${index}`, role: 'owner' as const }));
    expect(() => withMember({ ...organiser, members }, { userId: 'eve', role: 'finance' })).toThrow(
      code('too_many_members'),
    );
    expect(withMember({ ...organiser, members }, { userId: '7', role: 'finance' })).not.toBeNull();
  });
});

it.each([
  [true, true, false],
  [true, false, true],
  [false, false, false],
])('an organiser needs a confirmed address: required %s, confirmed %s', (isRequired, isEmailVerified, isRefused) => {
  const act = () => assertMayOrganise({ isEmailVerified }, isRequired);
  if (isRefused) expect(act).toThrow(code('email_not_verified'));
  else expect(act).not.toThrow();
});
