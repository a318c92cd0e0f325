'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { readOrders } from '@/api/browser.ts';
import { isRefusedWith } from '@/api/problem.ts';
import { type Order, orderSchema } from '@/api/schemas.ts';
import { contentOf } from '@/features/order/order-content.ts';
import { useFeed } from '@/live/use-feed.ts';
import { usePoll } from '@/live/use-poll.ts';
import { bookingPath, orderPath } from '@/site/travel-paths.ts';
import { HoldStub } from './hold-stub.tsx';
import { type Hold, heldOf, holdSeen, leftOf } from './holds.ts';

const pollMs = 20_000;

/** The page where an order is paid, and that of its booking, show the hold themselves. */
const isShownOn = (pathname: string, { id, bookingId }: Order): boolean =>
  pathname === orderPath(id) || (bookingId !== undefined && pathname === bookingPath(bookingId));

/** Shows the hold on every page except those of its order, which have their own. Also detects a sign-out. */
export function HoldBar() {
  const router = useRouter();
  const pathname = usePathname();
  const t = useTranslations('hold');
  const [holds, setHolds] = useState<readonly Hold[]>([]);

  const see = useCallback(
    (order: Order, requestedAtMs: number) => setHolds((known) => holdSeen(known, order, requestedAtMs)),
    [],
  );
  // Events arrive quickly: the latency is below the clock's resolution.
  const isLive = useFeed('/api/orders/events', 'order', orderSchema, (order) => see(order, performance.now()));
  usePoll(
    async () => {
      const requestedAtMs = performance.now();
      const answer = await readOrders();
      if (answer.ok) for (const order of answer.value) see(order, requestedAtMs);
      // Signed out elsewhere: the stream has ended, and the page belongs to a user who is no longer signed in.
      else if (isRefusedWith(answer.problem, 401)) router.refresh();
    },
    isLive ? null : pollMs,
  );

  const hold = heldOf(holds, typeof performance === 'undefined' ? 0 : performance.now()).find(
    ({ order }) => !isShownOn(pathname, order),
  );
  if (!hold) return null;
  const { order, anchor } = hold;
  // On the page of another order or booking, its hold is visible, and this bar must not cover it.
  const isPaying = [orderPath(''), bookingPath('')].some((path) => pathname.startsWith(path));
  return (
    <aside
      aria-label={t('held')}
      className={`${isPaying ? '' : 'sticky'} top-0 z-10 mx-auto w-full max-w-7xl px-4 pt-2 sm:px-6 print:hidden`}
    >
      <HoldStub
        key={order.id}
        title={contentOf(order).title}
        href={orderPath(order.id)}
        anchor={anchor}
        initialMs={leftOf(hold, anchor.atMs)}
        totalMs={Date.parse(order.expiresAt) - Date.parse(order.createdAt)}
      />
    </aside>
  );
}
