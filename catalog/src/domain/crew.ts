import { conflict, ruleViolated } from '@ticketing/common/errors';
import { type CrewNeed, type MissingCrew, missingCrew } from './crew-needs.ts';
import { type LocalDate, localDateOf } from './local-time.ts';
import type { Performance } from './performance.ts';

export interface Qualification {
  /** `class-482` */
  name: string;
  /** The last day on which it is valid; null for one that does not expire. */
  validUntil: LocalDate | null;
}

/** Work on one departure. Times are a copy, so that one statement can refuse two at a time. */
export interface Duty {
  performanceId: string;
  role: string;
  startsAt: Date;
  endsAt: Date;
}

/** What an organiser knows about somebody who works on its departures. */
export interface CrewDetails {
  /** Personal data: kept here only, and in no event or log (ADR 42). Null for who is known by number. */
  name: string | null;
  staffNumber: string | null;
  qualifications: readonly Qualification[];
}

/** Somebody who works on departures; has no account. */
export interface CrewMember extends CrewDetails {
  id: string;
  organiserId: string;
  duties: readonly Duty[];
  createdAt: Date;
}

/** A departure, as its crew depends on it. */
export interface CrewedDeparture {
  performanceId: string;
  startsAt: Date;
  endsAt: Date;
  /** Of the origin, whose calendar decides what is expired. */
  timeZone: string;
}

/** Why somebody who is assigned can't work: what was true at the assignment may have changed. */
export const crewProblems = ['role_not_needed', 'not_qualified', 'qualification_expired', 'on_duty_elsewhere'] as const;
export type CrewProblem = (typeof crewProblems)[number];

/** @throws DomainError not_a_departure */
export function toCrewedDeparture({ id, startsAt, arrivesAt, origin }: Performance): CrewedDeparture {
  if (!arrivesAt || !origin) throw ruleViolated('not_a_departure', 'Only a departure has a crew');
  return { performanceId: id, startsAt, endsAt: arrivesAt, timeZone: origin.timeZone };
}

/** Returns what somebody holds on the whole way: a qualification is valid up to the end of its last day at the origin. */
function heldOn({ qualifications }: Pick<CrewDetails, 'qualifications'>, { endsAt, timeZone }: CrewedDeparture) {
  const day = localDateOf(endsAt, timeZone);
  const valid = qualifications.filter(({ validUntil }) => validUntil === null || validUntil >= day);
  return new Set(valid.map(({ name }) => name));
}

const overlaps = (duty: Duty, { performanceId, startsAt, endsAt }: CrewedDeparture): boolean =>
  duty.performanceId !== performanceId && duty.startsAt < endsAt && duty.endsAt > startsAt;

/** Returns why somebody can't work in a role on a departure; none if they can. */
function problemsOf(
  { qualifications, duties }: Pick<CrewMember, 'qualifications' | 'duties'>,
  need: CrewNeed | undefined,
  departure: CrewedDeparture,
): CrewProblem[] {
  if (!need) return ['role_not_needed'];
  const held = heldOn({ qualifications }, departure);
  const lacking = need.qualifications.filter((name) => !held.has(name));
  const known = new Set(qualifications.map(({ name }) => name));
  return [
    ...(lacking.some((name) => !known.has(name)) ? ['not_qualified' as const] : []),
    ...(lacking.some((name) => known.has(name)) ? ['qualification_expired' as const] : []),
    ...(duties.some((duty) => overlaps(duty, departure)) ? ['on_duty_elsewhere' as const] : []),
  ];
}

const refusals: Record<CrewProblem, string> = {
  role_not_needed: 'The vehicle needs nobody in this role',
  not_qualified: 'A qualification that the vehicle asks for is missing',
  qualification_expired: 'A qualification that the vehicle asks for is expired at the arrival',
  on_duty_elsewhere: 'This person is on duty on another departure at that time',
};

/**
 * Returns the duty of somebody on a departure.
 * @throws DomainError role_not_needed, not_qualified, qualification_expired, on_duty_elsewhere
 */
export function dutyOf(
  member: CrewMember,
  { role, needs, departure }: { role: string; needs: readonly CrewNeed[]; departure: CrewedDeparture },
): Duty {
  const need = needs.find((each) => each.role === role);
  const [problem] = problemsOf(member, need, departure);
  if (problem === 'on_duty_elsewhere') throw onDutyElsewhere();
  if (problem) throw ruleViolated(problem, refusals[problem]);
  const { performanceId, startsAt, endsAt } = departure;
  return { performanceId, role, startsAt, endsAt };
}

export const onDutyElsewhere = () => conflict('on_duty_elsewhere', refusals.on_duty_elsewhere);

/** @throws DomainError performance_cancelled */
export function assertRuns({ status }: Pick<Performance, 'status'>): void {
  if (status === 'cancelled') throw ruleViolated('performance_cancelled', 'The departure was cancelled');
}

export interface AssignedMember {
  member: CrewMember;
  role: string;
  problems: readonly CrewProblem[];
}

/** Who works on a departure, and who is missing. */
export interface Crew {
  needs: readonly CrewNeed[];
  assigned: readonly AssignedMember[];
  missing: readonly MissingCrew[];
}

/** Returns the crew of a departure. @param members those who are assigned to it */
export function crewOf(departure: CrewedDeparture, needs: readonly CrewNeed[], members: readonly CrewMember[]): Crew {
  const assigned = members.flatMap((member): AssignedMember[] => {
    const role = member.duties.find(({ performanceId }) => performanceId === departure.performanceId)?.role;
    if (role === undefined) return [];
    const need = needs.find((each) => each.role === role);
    return [{ member, role, problems: problemsOf(member, need, departure) }];
  });
  const fit = assigned.filter(({ problems }) => problems.length === 0);
  const missing = missingCrew(
    needs,
    fit.map(({ member, role }) => ({ role, holds: heldOn(member, departure) })),
  );
  return { needs, assigned, missing };
}
