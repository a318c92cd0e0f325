'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button.tsx';
import { Table, Th } from '@/ui/table.tsx';
import { useHydrated } from '@/ui/use-hydrated.ts';
import type { Letter } from './api/schemas.ts';
import { LetterRow } from './letter-row.tsx';
import { isSelectable } from './logic/letter-actions.ts';
import type { Selection } from './logic/letter-filter.ts';
import { SelectionActions } from './selection-actions.tsx';

interface LetterTableProps {
  letters: Letter[];
  now: number;
  /** Number of letters that match the filter, on all pages; null when no action applies to them. */
  all: { selection: Selection; count: number } | null;
}

/** Letters with tick boxes, and actions on the ticked ones or, with none ticked, on all that match the filter. */
export function LetterTable({ letters, now, all }: LetterTableProps) {
  const t = useTranslations('ops.letters');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const isHydrated = useHydrated();
  const selectable = letters.filter(isSelectable);
  // Letters that have been handled meanwhile are no longer ticked.
  const chosen = selectable.filter(({ id }) => ticked.has(id));
  const tickAll = () => setTicked(new Set(chosen.length < selectable.length ? selectable.map(({ id }) => id) : []));
  const tick = (id: string) =>
    setTicked(new Set(ticked.has(id) ? [...ticked].filter((of) => of !== id) : [...ticked, id]));

  return (
    <div className="flex flex-col gap-3">
      <div className="sticky top-0 z-10 flex min-h-16 flex-wrap items-center gap-3 bg-paper py-2">
        <p role="status" className="figures mr-auto text-sm font-semibold">
          {chosen.length > 0 ? t('ticked', { count: chosen.length }) : all && t('found', { count: all.count })}
        </p>
        {chosen.length > 0 ? (
          <>
            <Button look="quiet" size="small" onClick={() => setTicked(new Set())}>
              {t('untick')}
            </Button>
            <SelectionActions
              selection={{ ids: chosen.map(({ id }) => id) }}
              count={chosen.length}
              about={t('aboutTicked')}
            />
          </>
        ) : (
          all && all.count > 0 && <SelectionActions selection={all.selection} count={all.count} about={t('aboutAll')} />
        )}
      </div>
      <Table
        label={t('table')}
        head={
          <>
            <Th>
              <input
                type="checkbox"
                aria-label={t('tickAll')}
                checked={chosen.length > 0 && chosen.length === selectable.length}
                disabled={selectable.length === 0 || !isHydrated}
                ref={(box) => {
                  if (box) box.indeterminate = chosen.length > 0 && chosen.length < selectable.length;
                }}
                onChange={tickAll}
                className="size-5 accent-accent"
              />
            </Th>
            <Th isWide>{t('error')}</Th>
            <Th from="lg">{t('consumer')}</Th>
            <Th from="md">{t('key')}</Th>
            <Th from="xl" isNumber>
              {t('attempts')}
            </Th>
            <Th from="sm">{t('state')}</Th>
            <Th isNumber>{t('failed')}</Th>
          </>
        }
      >
        {letters.map((letter) => (
          <LetterRow
            key={letter.id}
            letter={letter}
            now={now}
            isTicked={ticked.has(letter.id)}
            onTick={isHydrated ? () => tick(letter.id) : undefined}
          />
        ))}
      </Table>
    </div>
  );
}
