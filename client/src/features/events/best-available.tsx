'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { Button } from '@/ui/button.tsx';
import type { PartyRequest } from './api/browser.ts';
import { CategoryMark } from './category-mark.tsx';
import { freeSeatsByCategory, type Hall } from './hall.ts';
import { Panel } from './panel.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';
import { useSeatWords } from './use-seat-words.ts';

interface BestAvailableProps {
  hall: Hall;
  free: FreeSeats | null;
  pending: PartyRequest | null;
  onReserve: (request: PartyRequest) => void;
}

/** Party size, and a button per price category that reserves its best seats next to each other. */
export function BestAvailable({ hall, free, pending, onReserve }: BestAvailableProps) {
  const t = useTranslations('event.best');
  const { money } = useSeatWords(hall);
  const [quantity, setQuantity] = useState(Math.min(2, hall.maxParty));
  const [isAccessible, setAccessible] = useState(false);
  const counts = freeSeatsByCategory(hall, free);
  const hasAccessible = hall.sections.some(({ rows }) => rows.some(({ accessible }) => accessible.length > 0));
  const reserve = (categoryId: string) =>
    onReserve({ bestAvailable: { quantity, categoryId, ...(isAccessible && { accessible: true }) } });
  const pendingId = pending && 'bestAvailable' in pending ? pending.bestAvailable.categoryId : undefined;
  return (
    <Panel title={t('title')}>
      <QuantityStepper
        label={t('party')}
        value={quantity}
        min={1}
        max={hall.maxParty}
        fewer={t('fewer')}
        more={t('more')}
        onChange={setQuantity}
      />
      {hasAccessible && (
        <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
          <input
            type="checkbox"
            checked={isAccessible}
            onChange={({ target }) => setAccessible(target.checked)}
            className="size-5 accent-accent"
          />
          {t('accessible')}
        </label>
      )}
      <ul className="flex flex-col gap-2">
        {hall.categories.map(({ id, name, price }, index) => {
          const left = counts.get(id);
          if (left === undefined) return null;
          const isEnough = free === null || left >= quantity;
          return (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 border-t border-line pt-2"
            >
              <span className="flex min-w-0 items-center gap-2">
                <CategoryMark index={index} />
                <span dir="auto" className="font-semibold wrap-anywhere">
                  {name}
                </span>
                <span className="figures text-sm text-muted">{money(price)}</span>
              </span>
              {isEnough ? (
                <Button
                  size="small"
                  look="plain"
                  isPending={pendingId === id}
                  pendingLabel={t('reserving')}
                  onClick={() => reserve(id)}
                >
                  {t('reserve', { quantity, price: money(Math.round(price * 100 * quantity) / 100) })}
                  <span className="sr-only">: {name}</span>
                </Button>
              ) : (
                <span className="inline-flex min-h-11 items-center text-sm text-muted">
                  {t('left', { count: left })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
      <p className="text-sm text-muted">{t('hint')}</p>
    </Panel>
  );
}
