'use client';

import { useLocale, useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Ticket } from '@/api/schemas.ts';
import { Button } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';
import { differences } from './listing-conflict.ts';
import type { Draft } from './listing-draft.ts';

interface ListingConflictProps {
  mine: Draft;
  theirs: Ticket;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
}

/** Shown when the listing was changed elsewhere during the edit: shows both versions and lets the seller choose. */
export function ListingConflict({ mine, theirs, onKeepMine, onTakeTheirs }: ListingConflictProps) {
  const t = useTranslations('listing');
  const locale = useLocale();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);

  return (
    <div ref={box} tabIndex={-1} className="outline-none">
      <Notice role="alert" title={t('conflictTitle')}>
        <p>{t('conflictText')}</p>
        <table className="mt-4 w-full table-fixed text-left text-sm text-ink">
          <thead>
            <tr className="caption">
              <th scope="col" className="py-2 font-semibold">
                {t('conflictField')}
              </th>
              <th scope="col" className="py-2 font-semibold">
                {t('conflictTheirs')}
              </th>
              <th scope="col" className="py-2 font-semibold">
                {t('conflictMine')}
              </th>
            </tr>
          </thead>
          <tbody>
            {differences(mine, theirs, locale).map(({ field, theirs: saved, mine: typed }) => (
              <tr key={field} className="border-t border-line align-top">
                <th scope="row" className="py-2 pr-2 font-semibold">
                  {t(fieldLabels[field])}
                </th>
                <td className="py-2 pr-2 wrap-anywhere">{saved || '–'}</td>
                <td className="py-2 wrap-anywhere">{typed || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <div className="mt-4 flex flex-wrap gap-3">
          <Button onClick={onKeepMine}>{t('keepMine')}</Button>
          <Button look="plain" onClick={onTakeTheirs}>
            {t('takeTheirs')}
          </Button>
        </div>
      </Notice>
    </div>
  );
}

const fieldLabels = {
  title: 'title',
  price: 'price',
  category: 'category',
  startsAt: 'startsAt',
  saleEndsAt: 'saleEndsAt',
  timeZone: 'timeZone',
  venue: 'venue',
  city: 'city',
  from: 'fromPlace',
  to: 'toPlace',
  description: 'description',
} as const;
