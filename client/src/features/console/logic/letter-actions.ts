import type { Letter } from '../api/schemas.ts';

/** Whether it can be ticked in a list: it is waiting for an operator. */
export const isSelectable = ({ state }: Pick<Letter, 'state'>): boolean => state === 'open' || state === 'failed_again';
