import { describe, expect, it } from '@jest/globals';
import { type CrewMember, crewOf, type Duty, dutyOf } from './crew.ts';
import { assertNeeds, type CrewNeed } from './crew-needs.ts';

const at = (time: string) => new Date(`2027-03-20T${time}Z`);
const departure = { performanceId: 'p1', startsAt: at('08:00'), endsAt: at('20:00'), timeZone: 'Europe/Vienna' };
const pilots: CrewNeed = { role: 'pilot', count: 2, qualifications: ['a320'], atLeast: [] };
const cabin: CrewNeed = {
  ...{ role: 'cabin', count: 3, qualifications: ['cabin-attestation'] },
  atLeast: [{ qualification: 'senior', count: 1 }],
};
const needs = [pilots, cabin];

const somebody = (qualifications: Record<string, string | null>, duties: readonly Duty[] = []): CrewMember => ({
  ...{ id: 'c1', organiserId: 'o1', name: 'Ada', staffNumber: null, createdAt: at('00:00'), duties },
  qualifications: Object.entries(qualifications).map(([name, validUntil]) => ({ name, validUntil })),
});
const duty = (from: string, to: string, change: Partial<Duty> = {}): Duty => ({
  ...{ performanceId: 'p2', role: 'pilot', startsAt: at(from), endsAt: at(to) },
  ...change,
});
const assign = (member: CrewMember, role = 'pilot') => dutyOf(member, { role, needs, departure });

describe('an assignment', () => {
  it('is a duty for the time of the departure', () => {
    expect(assign(somebody({ a320: null }))).toEqual({
      ...{ performanceId: 'p1', role: 'pilot', startsAt: departure.startsAt, endsAt: departure.endsAt },
    });
  });

  it.each([
    ['not_qualified', somebody({ 'cabin-attestation': null })],
    ['qualification_expired', somebody({ a320: '2027-03-19' })],
    ['on_duty_elsewhere', somebody({ a320: null }, [duty('19:59', '23:00')])],
    ['on_duty_elsewhere', somebody({ a320: null }, [duty('06:00', '08:01')])],
    ['on_duty_elsewhere', somebody({ a320: null }, [duty('09:00', '10:00')])],
  ])('is refused: %s', (code, member) => {
    expect(() => assign(member)).toThrow(expect.objectContaining({ code }));
  });

  it('is refused in a role that the vehicle does not need', () => {
    expect(() => assign(somebody({ a320: null }), 'driver')).toThrow(
      expect.objectContaining({ code: 'role_not_needed' }),
    );
  });

  it('is possible on the last day of a qualification, between two duties, and in another role of the same departure', () => {
    const before = duty('00:00', '08:00');
    const after = duty('20:00', '22:00');
    const same = duty('08:00', '20:00', { performanceId: 'p1', role: 'cabin' });
    expect(assign(somebody({ a320: '2027-03-20' }, [before, after, same])).role).toBe('pilot');
  });

  it('looks at the calendar of the origin', () => {
    const late = { ...departure, endsAt: at('23:30') };
    const member = somebody({ a320: '2027-03-20' });
    expect(() => dutyOf(member, { role: 'pilot', needs, departure: late })).toThrow(
      expect.objectContaining({ code: 'qualification_expired' }),
    );
    expect(dutyOf(member, { role: 'pilot', needs, departure: { ...late, timeZone: 'UTC' } }).role).toBe('pilot');
  });
});

describe('a crew', () => {
  const on = (role: string, qualifications: Record<string, string | null>, others: readonly Duty[] = []) =>
    somebody(qualifications, [duty('08:00', '20:00', { performanceId: 'p1', role }), ...others]);

  it('lacks everybody at first', () => {
    expect(crewOf(departure, needs, []).missing).toEqual([
      { role: 'pilot', count: 2, qualification: null },
      { role: 'cabin', count: 3, qualification: null },
      { role: 'cabin', count: 1, qualification: 'senior' },
    ]);
  });

  it('is complete when enough people can work, and some of them have what some must have', () => {
    const attendant = on('cabin', { 'cabin-attestation': null });
    const senior = on('cabin', { 'cabin-attestation': null, senior: '2027-04-01' });
    const pilot = on('pilot', { a320: null });
    expect(crewOf(departure, needs, [pilot, pilot, attendant, attendant, senior]).missing).toEqual([]);
    expect(crewOf(departure, needs, [pilot, pilot, attendant, attendant, attendant]).missing).toEqual([
      { role: 'cabin', count: 1, qualification: 'senior' },
    ]);
  });

  it('does not count who can no longer work, and says why', () => {
    const expired = on('pilot', { a320: '2027-03-01' });
    const elsewhere = on('pilot', { a320: null }, [duty('19:00', '21:00')]);
    const { assigned, missing } = crewOf(departure, [pilots], [expired, elsewhere]);
    expect(assigned.map(({ problems }) => problems)).toEqual([['qualification_expired'], ['on_duty_elsewhere']]);
    expect(missing).toEqual([{ role: 'pilot', count: 2, qualification: null }]);
  });

  it('of a vehicle that needs nobody is complete; who is assigned all the same is not needed', () => {
    const { assigned, missing } = crewOf(departure, [], [on('pilot', { a320: null })]);
    expect([assigned[0]?.problems, missing]).toEqual([['role_not_needed'], []]);
  });
});

it.each([
  ['duplicate_role', [pilots, pilots]],
  ['crew_need_impossible', [{ ...cabin, atLeast: [{ qualification: 'senior', count: 4 }] }]],
])('a vehicle can’t need this: %s', (code, given) => {
  expect(() => assertNeeds(given)).toThrow(expect.objectContaining({ code }));
});
