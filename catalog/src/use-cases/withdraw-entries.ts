import type { ClientSession } from '@ticketing/common/mongo';
import { onCompensation } from '@ticketing/common/saga';
import { type ManifestEntry, withdraw } from '../domain/manifest.ts';
import { answerTo, type BookingCommand } from './booking-command.ts';
import type { CatalogDeps } from './deps.ts';

/**
 * Withdraws the entries of bookings, also those that have not arrived yet. The answer is always that it succeeded. Requires the
 * caller's transaction. Idempotent.
 */
export const withdrawEntries =
  ({ manifest }: Pick<CatalogDeps, 'manifest'>) =>
  async (session: ClientSession, requests: readonly BookingCommand[]): Promise<void> => {
    const ids = requests.map(({ sagaId }) => sagaId);
    const known = await manifest.findAll(session, ids);
    const withdrawn = ids.map((id): ManifestEntry => {
      const entry = known.get(id) ?? null;
      const { outcome, reason, isUndone } = onCompensation(entry && { ...entry.step, fields: null }).record;
      return withdraw(id, entry, { outcome, reason, isUndone });
    });
    const answers = requests.map((request) => answerTo(request, { outcome: 'succeeded', reason: null }));
    await manifest.save(session, withdrawn, answers);
  };
