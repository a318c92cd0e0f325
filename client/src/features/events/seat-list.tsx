'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { CategoryMark } from './category-mark.tsx';
import { freeCountIn, freeIn, type Hall, type HallRow, type HallSection, seatAt } from './hall.ts';
import { categoryIndexOf } from './seat-shapes.ts';
import { useSeatWords } from './use-seat-words.ts';

export interface SeatListProps {
  hall: Hall;
  free: FreeSeats | null;
  chosenIds: ReadonlySet<string>;
  onToggle: (seatId: string) => void;
}

const summaryClass = 'flex min-h-12 cursor-pointer flex-wrap items-center justify-between gap-x-4 px-4 py-2';

/** All seats as buttons, by section and row: the map's powers for keyboards and screen readers. */
export function SeatList(props: SeatListProps) {
  const { hall } = props;
  const seated = hall.sections.filter(({ rows }) => rows.length > 0);
  return (
    <ul className="flex flex-col gap-2">
      {seated.map((section) => (
        <li key={section.id}>
          <SectionEntry {...props} section={section} isAlone={seated.length === 1} />
        </li>
      ))}
    </ul>
  );
}

function SectionEntry({ section, isAlone, ...props }: SeatListProps & { section: HallSection; isAlone: boolean }) {
  const t = useTranslations('event.seats');
  // Rows are rendered once the section is open: a hall may have 20,000 seats.
  const [isOpen, setOpen] = useState(isAlone);
  return (
    <details
      open={isOpen}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
      className="rounded-card border border-line bg-card"
    >
      <summary className={summaryClass}>
        <span dir="auto" className="display text-xl wrap-anywhere">
          {section.name}
        </span>
        <span className="figures text-sm text-muted">
          {t('freeCount', { count: freeCountIn(props.free, section) })}
        </span>
      </summary>
      {isOpen && (
        <ul className="border-t border-line">
          {section.rows.map((row) => (
            <li key={row.label} className="border-b border-line last:border-b-0">
              <RowEntry {...props} section={section} row={row} />
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

type RowProps = SeatListProps & { section: HallSection; row: HallRow };

function RowEntry({ section, row, ...props }: RowProps) {
  const t = useTranslations('event.seats');
  const { money } = useSeatWords(props.hall);
  const [isOpen, setOpen] = useState(false);
  const { category } = seatAt(props.hall, section, row, 0);
  const count = freeIn(props.free, section, row).split('1').length - 1;
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className={summaryClass}>
        <span className="flex items-center gap-2 font-semibold">
          <CategoryMark index={categoryIndexOf(props.hall, row.categoryId)} />
          {t('row', { row: row.label })}
        </span>
        <span className="figures text-sm text-muted">
          {category.name} · {money(category.price)} · {t('freeCount', { count })}
        </span>
      </summary>
      {isOpen && <SeatButtons {...props} section={section} row={row} />}
    </details>
  );
}

export function SeatButtons({ hall, free, chosenIds, onToggle, section, row }: RowProps) {
  const words = useSeatWords(hall);
  const t = useTranslations('event.seats');
  const states = freeIn(free, section, row);
  return (
    <ul aria-label={t('row', { row: row.label })} className="flex flex-wrap gap-2 px-4 pt-1 pb-4">
      {row.numbers.map((number, index) => {
        const seat = seatAt(hall, section, row, index);
        const isChosen = chosenIds.has(seat.id);
        const isTaken = !isChosen && states[index] !== '1';
        return (
          <li key={number}>
            <button
              type="button"
              aria-label={words.button(seat, isChosen ? 'chosen' : isTaken ? 'taken' : 'free')}
              aria-pressed={isChosen}
              aria-disabled={isTaken || undefined}
              onClick={() => onToggle(seat.id)}
              className={`figures relative flex size-11 cursor-pointer items-center justify-center rounded-field border text-sm font-semibold ${lookOf(isChosen, isTaken)}`}
            >
              {number}
              {seat.isAccessible && <Corner>♿</Corner>}
              {seat.hasRestrictedView && <Corner>◐</Corner>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

function lookOf(isChosen: boolean, isTaken: boolean): string {
  if (isChosen) return 'border-ink bg-ink text-paper';
  return isTaken ? 'border-line bg-transparent text-muted line-through' : 'border-field-line bg-card hover:border-ink';
}

const Corner = ({ children }: { children: string }) => (
  <span aria-hidden="true" className="absolute top-0 right-0.5 text-[0.625rem] leading-3">
    {children}
  </span>
);
