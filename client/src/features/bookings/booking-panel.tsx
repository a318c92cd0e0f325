'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { signInPath } from '@/features/account/safe-next-path.ts';
import type { CountdownAnchor } from '@/features/hold/countdown.ts';
import { HoldStub } from '@/features/hold/hold-stub.tsx';
import { bookingPath } from '@/site/travel-paths.ts';
import { Notice } from '@/ui/notice.tsx';
import { useKeptFocus } from '@/ui/use-kept-focus.ts';
import type { Booking, BookingOrder } from './api/schemas.ts';
import { BookingPlaces } from './booking-places.tsx';
import { isCancellable } from './booking-progress.ts';
import { BookingStage } from './booking-stage.tsx';
import { BookingSummary } from './booking-summary.tsx';
import { BookingTickets } from './booking-tickets.tsx';
import { CancelForm } from './cancel-form.tsx';
import { type LiveBooking, useLiveBooking } from './use-live-booking.ts';

interface BookingPanelProps {
  initialBooking: Booking;
  /** Of the journey; null when it could not be read. */
  title: string | null;
  /** Times and route of the journey. */
  facts: ReactNode;
  /** Says that the journey was cancelled, instead of tickets that are not valid any more; null unless it was. */
  cancellation: ReactNode;
}

/** How a booking looks whose journey does not take place; its saga has ended before. */
const off = { status: 'cancelled', cancelReason: 'event_cancelled' } as const;

/** A booking as it goes on: its steps, the time to pay, its tickets or its end. */
export function BookingPanel({ initialBooking, title, facts, cancellation }: BookingPanelProps) {
  const t = useTranslations('bookings');
  const live = useLiveBooking(initialBooking);
  const { booking, onCancelled } = useCancelling(live);
  useSignedOut(live.connection, initialBooking.id);
  const panel = useRef<HTMLDivElement>(null);
  useKeptFocus(panel, booking.status);

  const { order, status } = booking;
  if (status === 'complete' && order && !cancellation) {
    return (
      <div ref={panel} tabIndex={-1} className="outline-none">
        <BookingTickets booking={{ ...booking, order }} facts={facts} />
      </div>
    );
  }
  return (
    <div ref={panel} tabIndex={-1} className="flex flex-col gap-8 outline-none">
      {status === 'awaiting_payment' && order && <OwnHold booking={booking} order={order} anchor={live.anchor} />}
      {live.connection === 'lost' && (
        <Notice role="status" title={t('connectionLostTitle')}>
          {t('connectionLost')}
        </Notice>
      )}
      {/* On a phone, paying comes before the details. */}
      <div className="grid grid-cols-1 gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,30rem)_minmax(0,1fr)] lg:grid-rows-[auto_1fr] lg:gap-y-6">
        <div className="min-w-0 lg:col-start-2">
          <BookingSummary booking={cancellation ? { ...booking, ...off } : booking} title={title} />
        </div>
        <div className="flex min-w-0 flex-col gap-6 lg:col-start-1 lg:row-span-2 lg:row-start-1">
          {cancellation ?? <BookingStage booking={booking} />}
          {isCancellable(booking) && <CancelForm bookingId={booking.id} onCancelled={onCancelled} />}
        </div>
        <div className="flex min-w-0 flex-col gap-6 lg:col-start-2">
          {facts}
          <BookingPlaces booking={booking} />
        </div>
      </div>
    </div>
  );
}

/** After its buyer has cancelled it, a booking is shown as being undone until the server says so. */
function useCancelling({ row: booking, refresh }: ReturnType<typeof useLiveBooking>) {
  const [isCancelled, setCancelled] = useState(false);
  const onCancelled = () => {
    setCancelled(true);
    void refresh();
  };
  const isAhead = isCancelled && isCancellable(booking);
  return { booking: isAhead ? { ...booking, status: 'cancelling' as const } : booking, onCancelled };
}

function useSignedOut(connection: LiveBooking['connection'], bookingId: string): void {
  const router = useRouter();
  useEffect(() => {
    if (connection === 'signed_out') router.push(signInPath(bookingPath(bookingId), 'expired'));
  }, [connection, bookingId, router]);
}

interface OwnHoldProps {
  booking: Pick<Booking, 'createdAt' | 'serverTime'>;
  order: BookingOrder;
  anchor: CountdownAnchor | null;
}

/** How long the seats are held; stays visible while the page is read. */
function OwnHold({ booking: { createdAt, serverTime }, order: { title, expiresAt }, anchor }: OwnHoldProps) {
  const [initialMs] = useState(() => Math.max(0, Date.parse(expiresAt) - Date.parse(serverTime)));
  return (
    <div className="sticky top-2 z-10">
      <HoldStub
        title={title}
        anchor={anchor}
        initialMs={initialMs}
        totalMs={Date.parse(expiresAt) - Date.parse(createdAt)}
      />
    </div>
  );
}
