'use client';

import { useRouter } from 'next/navigation';
import { readTicket } from '../../lib/api/browser.ts';
import type { Ticket } from '../../lib/api/schemas.ts';
import { usePoll } from '../ui/use-poll.ts';

const POLL_MS = 2_000;

/** Renders the page again when the ticket it shows has changed. A sold ticket stays sold: nothing to watch. */
export function TicketWatcher({ id, version, status }: Pick<Ticket, 'id' | 'version' | 'status'>) {
  const router = useRouter();
  usePoll(
    async () => {
      const answer = await readTicket(id);
      if (answer.ok && (answer.value.version !== version || answer.value.status !== status)) router.refresh();
    },
    status === 'sold' ? null : POLL_MS,
  );
  return null;
}
