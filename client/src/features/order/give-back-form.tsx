'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useState } from 'react';
import { releasePlaces } from '@/api/browser.ts';
import type { Order } from '@/api/schemas.ts';
import { useCreateOnce } from '@/api/use-create-once.ts';
import { ConfirmedAction } from '@/ui/confirmed-action.tsx';
import { canGiveBackParts, leftOf, placesToReturn } from './give-back.ts';

/**
 * Chooses places of an unpaid order to give back; the others stay. The order that is read next has another version, with which
 * the choice begins again.
 */
export function GiveBackForm({ order }: { order: Order }) {
  return canGiveBackParts(order) ? <Choice key={order.version} order={order} /> : null;
}

function Choice({ order }: { order: Order }) {
  const t = useTranslations('order.giveBack');
  const format = useFormatter();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const send = useCreateOnce((body: ReturnType<typeof placesToReturn>, key) => releasePlaces(order.id, body, key));
  const { items, currency } = order;
  const money = (amount: number) => format.number(amount, { style: 'currency', currency });
  const count = chosen.size;
  const isAll = count === items.length;
  const toggle = (index: number) =>
    setChosen(
      (before) => new Set(before.has(index) ? [...before].filter((each) => each !== index) : [...before, index]),
    );
  return (
    <details className="border-y border-line">
      <summary className="min-h-11 cursor-pointer py-3 font-semibold">{t('title')}</summary>
      <fieldset className="flex flex-col gap-1 pb-3">
        <legend className="pb-2 text-sm text-muted">{t('legend')}</legend>
        {items.map(({ label, price, seatId, sectionId }, index) => (
          <label
            key={seatId ?? `${sectionId} ${index}`}
            className="flex min-h-11 cursor-pointer items-center gap-3 text-sm"
          >
            <input
              type="checkbox"
              checked={chosen.has(index)}
              onChange={() => toggle(index)}
              className="size-5 accent-accent"
            />
            <span dir="auto" className="min-w-0 grow wrap-anywhere">
              {label}
            </span>
            <span className="figures">{money(price)}</span>
          </label>
        ))}
      </fieldset>
      <p role="status" className="min-h-6 pb-3 text-sm font-semibold">
        {count > 0 &&
          (isAll ? t('all') : t('left', { count: items.length - count, amount: money(leftOf(order, chosen)) }))}
      </p>
      {count > 0 && !isAll && (
        <div className="pb-3">
          <ConfirmedAction
            label={t('action', { count })}
            question={t('question', { count })}
            text={t('text', { count })}
            yes={t('yes', { count })}
            working={t('working')}
            no={t('no', { count })}
            act={() => send(placesToReturn(order, chosen))}
            onDone={() => undefined}
          />
        </div>
      )}
    </details>
  );
}
