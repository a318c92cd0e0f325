'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { readTicket } from '@/api/browser.ts';
import { type Ticket, type TicketChange, ticketChangeSchema } from '@/api/schemas.ts';
import { useFeed } from '@/live/use-feed.ts';
import { usePoll } from '@/live/use-poll.ts';

const pollMs = 2_000;

/** Node and browsers fire a longer timer at once. */
const longestTimerMs = 2 ** 31 - 1;

interface TicketWatcherProps extends Pick<Ticket, 'id' | 'version' | 'status'> {
  /** When the page must be refreshed although nothing changes; null for never. */
  saleEndsInMs?: number | null;
}

/** Refreshes the page when its ticket changes or its sale ends. A sold ticket stays sold and is not watched. */
export function TicketWatcher({ id, version, status, saleEndsInMs = null }: TicketWatcherProps) {
  const router = useRouter();
  const isFinal = status === 'sold';
  const see = (ticket: TicketChange) => {
    if (ticket.version > version || (ticket.version === version && ticket.status !== status)) router.refresh();
  };
  const isLive = useFeed(isFinal ? null : `/api/tickets/events?ids=${id}`, 'ticket', ticketChangeSchema, see);
  usePoll(
    async () => {
      const answer = await readTicket(id);
      if (answer.ok) see(answer.value);
    },
    isFinal || isLive ? null : pollMs,
  );
  useEffect(() => {
    if (saleEndsInMs === null || saleEndsInMs > longestTimerMs) return;
    const timer = window.setTimeout(() => router.refresh(), saleEndsInMs);
    return () => window.clearTimeout(timer);
  }, [saleEndsInMs, router]);
  return null;
}
