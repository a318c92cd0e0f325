import { requiredText } from '@ticketing/common/http';
import { z } from 'zod';
import { memberRoles, type Organiser } from '../domain/organiser.ts';

const maxNameCharacters = 100;

export const organiserBody = z
  .object({ name: requiredText('Name', maxNameCharacters) })
  .meta({ example: { name: 'Kammersaal' } });

export const memberBody = z
  .object({ role: z.enum(memberRoles, { error: `Role must be one of ${memberRoles.join(', ')}` }) })
  .meta({ example: { role: 'box_office' } });

/** Ids of accounts; other programs mint tokens with ids of their own. */
export const userId = z.string().regex(/^[\w-]{1,128}$/);

export const organiserResponse = z
  .object({
    id: z.string(),
    name: z.string(),
    members: z.array(z.object({ userId: z.string(), role: z.enum(memberRoles) })),
    createdAt: z.iso.datetime(),
  })
  .meta({
    id: 'Organiser',
    example: {
      id: '66f0c0ffee0123456789abc1',
      name: 'Kammersaal',
      members: [{ userId: '66f0c0ffee0123456789abcd', role: 'owner' }],
      createdAt: '2027-05-01T10:00:00.000Z',
    },
  });

export const toOrganiserResponse = ({
  id,
  name,
  members,
  createdAt,
}: Organiser): z.infer<typeof organiserResponse> => ({
  id,
  name,
  members: [...members],
  createdAt: createdAt.toISOString(),
});
