import { invalidInput } from '@ticketing/common/errors';

/** Whom a vehicle needs in one role, such as two pilots with a rating for its type. */
export interface CrewNeed {
  /** `driver`, `cabin`: unique within a vehicle. */
  role: string;
  count: number;
  /** Each of them has all of these. */
  qualifications: readonly string[];
  /** Some of them have another one, too: of three in the cabin, one is `senior`. */
  atLeast: readonly PartialNeed[];
}

export interface PartialNeed {
  qualification: string;
  count: number;
}

/** Names of roles and qualifications: lower-case words, `class-482`. */
export const crewWordPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** @throws DomainError duplicate_role, crew_need_impossible */
export function assertNeeds(needs: readonly CrewNeed[]): void {
  const roles = new Set<string>();
  for (const { role, count, atLeast } of needs) {
    if (roles.has(role)) throw invalidInput('duplicate_role', `There are two needs for the role ${role}`, 'needs');
    roles.add(role);
    const tooMany = atLeast.find((part) => part.count > count);
    if (tooMany)
      throw invalidInput(
        'crew_need_impossible',
        `${role}: more must be ${tooMany.qualification} than there are`,
        'needs',
      );
  }
}

/** What the crew of a departure lacks. */
export interface MissingCrew {
  role: string;
  count: number;
  /** Null for people, otherwise what some of those who are there should have as well. */
  qualification: string | null;
}

/**
 * Returns what is missing. Who is assigned and can't work counts for nothing.
 * @param fit who can work, with what they hold on that day
 */
export function missingCrew(
  needs: readonly CrewNeed[],
  fit: readonly { role: string; holds: ReadonlySet<string> }[],
): MissingCrew[] {
  return needs.flatMap(({ role, count, atLeast }) => {
    const ofRole = fit.filter((person) => person.role === role);
    const lacks = [
      { qualification: null, count: count - ofRole.length },
      ...atLeast.map((part) => ({
        qualification: part.qualification,
        count: part.count - ofRole.filter(({ holds }) => holds.has(part.qualification)).length,
      })),
    ];
    return lacks.filter((lack) => lack.count > 0).map((lack) => ({ role, ...lack }));
  });
}
