import type { Organiser, Role } from './api/schemas.ts';

export const roleIn = ({ members }: Pick<Organiser, 'members'>, userId: string): Role | null =>
  members.find((member) => member.userId === userId)?.role ?? null;

/** Whether a role may prepare and sell performances; the catalog service decides by the same rule. */
export const maySell = (role: Role | null): boolean => role === 'owner' || role === 'box_office';

/** Whether a role may refund orders; the catalog service decides by the same rule. */
export const mayRefund = (role: Role | null): boolean => role === 'owner' || role === 'finance';
