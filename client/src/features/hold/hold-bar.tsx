'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { readOrders } from '@/api/browser.ts';
import { isRefusedWith } from '@/api/problem.ts';
import { type Order, orderSchema } from '@/api/schemas.ts';
import { useFeed } from '@/live/use-feed.ts';
import { usePoll } from '@/live/use-poll.ts';
import { HoldStub } from './hold-stub.tsx';
import { type Hold, heldOf, holdSeen, leftOf } from './holds.ts';

const pollMs = 20_000;

/** The hold follows its buyer on every page, but for the one where it is paid: that one has its own. It also notices a sign-out. */
export function HoldBar() {
  const router = useRouter();
  const pathname = usePathname();
  const t = useTranslations('hold');
  const [holds, setHolds] = useState<readonly Hold[]>([]);

  const see = useCallback(
    (order: Order, askedAtMs: number) => setHolds((known) => holdSeen(known, order, askedAtMs)),
    [],
  );
  // An event is young when it comes: what it took on its way is less than the clock shows.
  const isLive = useFeed('/api/orders/events', 'order', orderSchema, (order) => see(order, performance.now()));
  usePoll(
    async () => {
      const askedAtMs = performance.now();
      const answer = await readOrders();
      if (answer.ok) for (const order of answer.value) see(order, askedAtMs);
      // Signed out elsewhere: the stream has ended, and the page as it stands is somebody's who is not here any more.
      else if (isRefusedWith(answer.problem, 401)) router.refresh();
    },
    isLive ? null : pollMs,
  );

  const hold = heldOf(holds, typeof performance === 'undefined' ? 0 : performance.now()).find(
    ({ order }) => pathname !== `/orders/${order.id}`,
  );
  if (!hold) return null;
  const { order, anchor } = hold;
  // Where another order is being paid its own hold stays in sight, and this one must not cover it.
  const isPaying = pathname.startsWith('/orders/');
  return (
    <aside
      aria-label={t('held')}
      className={`${isPaying ? '' : 'sticky'} top-0 z-10 mx-auto w-full max-w-7xl px-4 pt-2 sm:px-6 print:hidden`}
    >
      <HoldStub
        key={order.id}
        title={order.ticket.title}
        href={`/orders/${order.id}`}
        anchor={anchor}
        initialMs={leftOf(hold, anchor.atMs)}
        totalMs={Date.parse(order.expiresAt) - Date.parse(order.createdAt)}
      />
    </aside>
  );
}
