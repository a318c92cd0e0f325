import { useFormatter, useTranslations } from 'next-intl';
import type { Hall, Seat } from './hall.ts';

export type SeatCondition = 'free' | 'taken' | 'chosen';

export interface SeatWords {
  money: (price: number) => string;
  /** `Stalls, row C, seat 11` */
  place: (seat: Seat) => string;
  /** The same with price, marks and condition, as a button's name. */
  button: (seat: Seat, condition: SeatCondition) => string;
  marks: (seat: Seat) => string[];
}

/** What is said about seats, the same in the map, the list and messages. */
export function useSeatWords({ currency }: Pick<Hall, 'currency'>): SeatWords {
  const t = useTranslations('event.seats');
  const format = useFormatter();
  const money = (price: number) => format.number(price, { style: 'currency', currency });
  const place = ({ section, row, number }: Seat) => t('place', { section: section.name, row: row.label, number });
  const marks = (seat: Seat) => [
    ...(seat.isAccessible ? [t('accessible')] : []),
    ...(seat.hasRestrictedView ? [t('restricted')] : []),
  ];
  const button = (seat: Seat, condition: SeatCondition) =>
    [place(seat), money(seat.category.price), ...marks(seat), t(condition)].join(', ');
  return { money, place, marks, button };
}
