'use client';

import { useTranslations } from 'next-intl';
import type { FreeSeats } from '@/api/schemas.ts';
import { Button } from '@/ui/button.tsx';
import type { BestWish, PartyRequest } from './api/browser.ts';
import { CategoryMark } from './category-mark.tsx';
import { freeSeatsByCategory, type Hall } from './hall.ts';
import { Panel } from './panel.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';
import { useSeatWords } from './use-seat-words.ts';

interface BestAvailableProps {
  hall: Hall;
  free: FreeSeats | null;
  party: BestParty;
  /** What is being reserved. */
  pending: PartyRequest | null;
  /** Whether a press chooses, because more is asked before it is reserved. */
  isChoice: boolean;
  chosen: BestWish | undefined;
  onParty: (party: BestParty) => void;
  onWish: (best: BestWish) => void;
}

/** How many people, and what they need. */
export type BestParty = Pick<BestWish, 'quantity' | 'accessible'>;

/** The smallest party that has a use for it. */
export const initialParty = ({ maxParty }: Pick<Hall, 'maxParty'>): BestParty => ({ quantity: Math.min(2, maxParty) });

export const partyOf = ({ quantity, accessible }: BestWish): BestParty => ({
  quantity,
  ...(accessible && { accessible }),
});

/** Party size, and a button per price category that reserves its best seats next to each other, or chooses them. */
export function BestAvailable({ hall, free, party, pending, isChoice, chosen, onParty, onWish }: BestAvailableProps) {
  const t = useTranslations('event.best');
  const { money } = useSeatWords(hall);
  const { quantity, accessible } = party;
  const counts = freeSeatsByCategory(hall, free);
  const hasAccessible = hall.sections.some(({ rows }) => rows.some(({ accessible }) => accessible.length > 0));
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
        onChange={(wanted) => onParty({ ...party, quantity: wanted })}
      />
      {hasAccessible && (
        <label className="flex min-h-11 cursor-pointer items-center gap-3 text-sm">
          <input
            type="checkbox"
            checked={accessible ?? false}
            onChange={({ target }) => onParty(partyOf({ ...party, accessible: target.checked }))}
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
                  look={chosen?.categoryId === id ? 'primary' : 'plain'}
                  isPending={!isChoice && pendingId === id}
                  pendingLabel={t('reserving')}
                  aria-pressed={isChoice ? chosen?.categoryId === id : undefined}
                  onClick={() => onWish({ ...party, categoryId: id })}
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
      <p className="text-sm text-muted">{t(isChoice ? 'hintChoice' : 'hint')}</p>
    </Panel>
  );
}
