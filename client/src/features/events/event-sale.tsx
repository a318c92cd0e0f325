'use client';

import dynamic from 'next/dynamic';
import { useTranslations } from 'next-intl';
import { useCallback, useState } from 'react';
import { Notice } from '@/ui/notice.tsx';
import { Quote } from '@/ui/quote.tsx';
import type { SaleState } from './sale-state.ts';
import type { SeatPickerProps } from './seat-picker.tsx';

const SeatPicker = dynamic(() => import('./seat-picker.tsx').then((module) => module.SeatPicker), {
  ssr: false,
  loading: () => <PickerSkeleton />,
});

interface EventSaleProps extends Omit<SeatPickerProps, 'onSaleState'> {
  initialState: SaleState;
  /** When the sale begins, in words; null without a beginning. */
  saleStartsAt: string | null;
  /** Why it was cancelled; null unless it was. */
  cancellationReason: string | null;
}

/** The seat picker while places are on sale, otherwise why they are not. */
export function EventSale({ initialState, saleStartsAt, cancellationReason, ...picker }: EventSaleProps) {
  const t = useTranslations('event.sale');
  const [state, setState] = useState(initialState);
  const see = useCallback((seen: SaleState) => setState(seen), []);
  return (
    <>
      {state !== 'on_sale' && (
        <Notice role="status" title={t(`${state}Title`)}>
          {state === 'not_yet' && saleStartsAt ? t('not_yetFrom', { from: saleStartsAt }) : t(`${state}Text`)}
          {state === 'cancelled' && cancellationReason && <Quote text={cancellationReason} />}
        </Notice>
      )}
      {/* It stays mounted before the sale, because it sees the sale begin. */}
      {state === 'not_yet' && (
        <div hidden>
          <SeatPicker {...picker} onSaleState={see} />
        </div>
      )}
      {state === 'on_sale' && <SeatPicker {...picker} onSaleState={see} />}
    </>
  );
}

/** As large as the picker, so that nothing moves when it appears. */
const PickerSkeleton = () => (
  <div aria-hidden="true" className="grid grid-cols-1 gap-4 lg:grid-cols-[minmax(0,1fr)_22rem] lg:gap-x-8">
    <div className="skeleton h-72 rounded-card lg:order-1" />
    <div className="skeleton h-[min(60vh,36rem)] min-h-80 rounded-card" />
  </div>
);
