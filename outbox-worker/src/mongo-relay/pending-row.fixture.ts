import type { PendingRow } from '@ticketing/common/mongo';

/** A pending row. */
export const givenRow = (aggregateId: string, sequence: number): PendingRow => ({
  _id: `${aggregateId}${sequence}`,
  aggregateId,
  sequence,
  topic: 'auth.user.created.v1',
  key: 'k',
  payload: {},
  headers: {},
});
