import type { CrewMember, CrewNeed } from './api/schemas.ts';

const word = '[a-z0-9]+(?:-[a-z0-9]+)*';
const needLine = new RegExp(`^(${word}) +(\\d{1,3})(?: *: *(.*))?$`);
const partial = new RegExp(`^(\\d{1,3}) +(${word})$`);
const whole = new RegExp(`^${word}$`);
const qualificationLine = new RegExp(`^(${word})(?: +(\\d{4}-\\d{2}-\\d{2}))?$`);

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/**
 * Reads lines such as `cabin 3: cabin-attestation, 1 senior`: a role, how many, what each of them has, and what some have.
 * @returns null when a line is none
 */
export function readNeeds(text: string): CrewNeed[] | null {
  const needs: CrewNeed[] = [];
  for (const line of linesOf(text)) {
    const [, role, count, rest = ''] = needLine.exec(line) ?? [];
    if (!role) return null;
    const need: CrewNeed = { role, count: Number(count), qualifications: [], atLeast: [] };
    for (const part of rest
      .split(',')
      .map((each) => each.trim())
      .filter(Boolean)) {
      const [, some, qualification] = partial.exec(part) ?? [];
      if (qualification) need.atLeast.push({ qualification, count: Number(some) });
      else if (whole.test(part)) need.qualifications.push(part);
      else return null;
    }
    needs.push(need);
  }
  return needs;
}

/** Writes needs as {@link readNeeds} reads them. */
export const needsText = (needs: readonly CrewNeed[]): string =>
  needs
    .map(({ role, count, qualifications, atLeast }) => {
      const parts = [...qualifications, ...atLeast.map((part) => `${part.count} ${part.qualification}`)];
      return parts.length > 0 ? `${role} ${count}: ${parts.join(', ')}` : `${role} ${count}`;
    })
    .join('\n');

export type Qualification = CrewMember['qualifications'][number];

/**
 * Reads lines such as `class-482 2028-12-31`: a qualification and its last day, which may be left out.
 * @returns null when a line is none
 */
export function readQualifications(text: string): Qualification[] | null {
  const held: Qualification[] = [];
  for (const line of linesOf(text)) {
    const [, name, validUntil = null] = qualificationLine.exec(line) ?? [];
    if (!name) return null;
    held.push({ name, validUntil });
  }
  return held;
}

/** Somebody as organisers call them. */
export const crewLabel = ({ name, staffNumber }: Pick<CrewMember, 'name' | 'staffNumber'>): string =>
  [name, staffNumber].filter(Boolean).join(' · ');
