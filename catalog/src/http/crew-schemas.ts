import { optionalText } from '@ticketing/common/http';
import { z } from 'zod';
import { type Crew, type CrewMember, crewProblems } from '../domain/crew.ts';
import { crewWordPattern } from '../domain/crew-needs.ts';

const maxNameCharacters = 100;
const maxQualifications = 30;
const maxRoles = 20;
const maxPeople = 100;

const word = (what: string, example: string) =>
  z
    .string()
    .max(40)
    .regex(crewWordPattern, `${what} has lower-case letters and digits, with hyphens between words`)
    .meta({ example });
export const crewRole = word('A role', 'driver');
const qualificationName = word('A qualification', 'class-482');
const date = z.iso.date({ error: 'must be a date, such as 2027-05-01' });

export const crewNeeds = z
  .array(
    z.object({
      role: crewRole,
      count: z.int().min(1).max(maxPeople),
      qualifications: z
        .array(qualificationName)
        .max(maxQualifications)
        .default([])
        .meta({ description: 'Each has all of these' }),
      atLeast: z
        .array(z.object({ qualification: qualificationName, count: z.int().min(1).max(maxPeople) }))
        .max(maxQualifications)
        .default([])
        .meta({ description: 'So many of them have another one, too' }),
    }),
  )
  .max(maxRoles)
  .meta({ description: 'Whom each departure of the vehicle needs' });

export const exampleNeeds = [{ role: 'driver', count: 1, qualifications: ['class-482'], atLeast: [] }];

export const crewMemberBody = z
  .object({
    name: optionalText('Name', maxNameCharacters).transform((text) => text ?? null),
    staffNumber: optionalText('Staff number', maxNameCharacters).transform((text) => text ?? null),
    qualifications: z
      .array(
        z.object({
          name: qualificationName,
          validUntil: date
            .nullable()
            .default(null)
            .meta({ description: 'The last day; null for one that does not expire' }),
        }),
      )
      .max(maxQualifications)
      .default([])
      .refine((held) => new Set(held.map(({ name }) => name)).size === held.length, 'A qualification is listed twice'),
  })
  .refine(({ name, staffNumber }) => name !== null || staffNumber !== null, {
    message: 'Provide a name or a staff number',
    path: ['name'],
  })
  .meta({ example: { staffNumber: '4711', qualifications: [{ name: 'class-482', validUntil: '2028-12-31' }] } });

const person = z.object({ id: z.string(), name: z.string().nullable(), staffNumber: z.string().nullable() });
const examplePerson = { id: '66f0c0ffee0123456789abc5', name: null, staffNumber: '4711' };

export const crewMemberResponse = person
  .extend({
    organiserId: z.string(),
    qualifications: z.array(z.object({ name: z.string(), validUntil: z.iso.date().nullable() })),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'CrewMember',
    example: {
      ...examplePerson,
      organiserId: '66f0c0ffee0123456789abc1',
      qualifications: [{ name: 'class-482', validUntil: '2028-12-31' }],
      createdAt: '2027-05-01T10:00:00.000Z',
    },
  });

export const toCrewMemberResponse = ({
  duties: _,
  qualifications,
  createdAt,
  ...member
}: CrewMember): z.infer<typeof crewMemberResponse> => ({
  ...member,
  qualifications: [...qualifications],
  createdAt: createdAt.toISOString(),
});

export const crewResponse = z
  .object({
    needs: crewNeeds,
    crew: z.array(
      person.extend({
        role: z.string(),
        problems: z
          .array(z.enum(crewProblems))
          .meta({ description: 'Why somebody who is assigned can’t work any more; they count as missing' }),
      }),
    ),
    missing: z.array(z.object({ role: z.string(), count: z.int(), qualification: z.string().nullable() })).meta({
      description: 'Nothing for a complete crew; with a qualification: some of those who are there need it, too',
    }),
  })
  .meta({
    id: 'Crew',
    example: { needs: exampleNeeds, crew: [{ ...examplePerson, role: 'driver', problems: [] }], missing: [] },
  });

export const toCrewResponse = ({ needs, assigned, missing }: Crew): z.infer<typeof crewResponse> => ({
  needs: needs.map((need) => ({ ...need, qualifications: [...need.qualifications], atLeast: [...need.atLeast] })),
  crew: assigned.map(({ member: { id, name, staffNumber }, role, problems }) => ({
    ...{ id, name, staffNumber, role },
    problems: [...problems],
  })),
  missing: [...missing],
});
