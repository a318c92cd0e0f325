import type { ClientSession } from '@ticketing/common/mongo';
import { mustCarryOut } from '@ticketing/common/saga';
import { type EnteredParty, enter, type ManifestEntry } from '../domain/manifest.ts';
import { answerTo, type BookingCommand } from './booking-command.ts';
import type { CatalogDeps } from './deps.ts';

export interface EntryRequest extends BookingCommand {
  party: EnteredParty;
}

/**
 * Enters the parties of bookings in the manifests of their performances, and answers their sagas: all attempts alike. Requires the
 * caller's transaction. Idempotent.
 */
export const enterParties =
  ({ manifest, performances }: Pick<CatalogDeps, 'manifest' | 'performances'>) =>
  async (session: ClientSession, requests: readonly EntryRequest[]): Promise<void> => {
    const known = await manifest.findAll(
      session,
      requests.map(({ sagaId }) => sagaId),
    );
    const statuses = await performances.findStatuses(
      session,
      requests.map(({ party }) => party.performanceId),
    );
    const entered: ManifestEntry[] = [];
    const answers = requests.map((request) => {
      const { sagaId, party } = request;
      const last = known.get(sagaId)?.step ?? null;
      if (!mustCarryOut(last)) return answerTo(request, last);
      const entry = enter(sagaId, party, statuses.get(party.performanceId));
      entered.push(entry);
      return answerTo(request, entry.step);
    });
    await manifest.save(session, entered, answers);
  };
