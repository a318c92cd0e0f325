import { notFound } from '@ticketing/common/errors';
import type { ClientSession } from '@ticketing/common/mongo';
import { assertMember, assertRole, type Organiser, sellingRoles } from '../domain/organiser.ts';
import type { CatalogDeps } from './deps.ts';

/** Reads the organisers that a person is a member of. */
export const readOwnOrganisers =
  ({ organisers }: Pick<CatalogDeps, 'organisers'>) =>
  ({ userId }: { userId: string }): Promise<Organiser[]> =>
    organisers.findByMember(userId);

/** @throws DomainError not_found */
export async function findOrganiser(
  { organisers }: Pick<CatalogDeps, 'organisers'>,
  organiserId: string,
  session?: ClientSession,
): Promise<Organiser> {
  const organiser = await organisers.findById(organiserId, session);
  if (!organiser) throw notFound('Organiser not found');
  return organiser;
}

export interface Acting {
  organiserId: string;
  /** Who asks. */
  userId: string;
}

/** @throws DomainError not_found, not_authorized for somebody who is no member */
export async function requireMember(
  deps: Pick<CatalogDeps, 'organisers'>,
  { organiserId, userId }: Acting,
): Promise<void> {
  assertMember(await findOrganiser(deps, organiserId), userId);
}

/** @throws DomainError not_found, not_authorized, role_required */
export async function requireSeller(
  deps: Pick<CatalogDeps, 'organisers'>,
  { organiserId, userId }: Acting,
): Promise<void> {
  assertRole(await findOrganiser(deps, organiserId), userId, sellingRoles);
}
