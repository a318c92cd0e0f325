import { randomBytes } from 'node:crypto';
import type { ClientSession } from '@ticketing/common/mongo';
import { issue, type ManifestEntry, refusalToIssue, ticketCodeBytes, ticketCodeOf } from '../domain/manifest.ts';
import { answerTo, type BookingCommand } from './booking-command.ts';
import type { CatalogDeps } from './deps.ts';

/**
 * Issues the tickets of entries, once, and answers their sagas with the numbers. A refusal is not kept: it means "not now", and the
 * saga asks again. Requires the caller's transaction. Idempotent.
 */
export const issueTickets =
  ({ manifest }: Pick<CatalogDeps, 'manifest'>) =>
  async (session: ClientSession, requests: readonly BookingCommand[]): Promise<void> => {
    const known = await manifest.findAll(
      session,
      requests.map(({ sagaId }) => sagaId),
    );
    const issued: ManifestEntry[] = [];
    const answers = requests.map((request) => {
      const entry = known.get(request.sagaId) ?? null;
      const reason = refusalToIssue(entry);
      if (!entry || reason !== null) return answerTo(request, { outcome: 'failed', reason });
      const after = issue(entry, ticketCodeOf(randomBytes(ticketCodeBytes)), new Date());
      if (after !== entry) issued.push(after);
      return answerTo(request, { outcome: 'succeeded', reason: null }, after.ticketNumbers);
    });
    await manifest.save(session, issued, answers);
  };
