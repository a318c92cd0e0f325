'use client';

import { useTranslations } from 'next-intl';
import { type Ref, useId } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import { Button } from '@/ui/button.tsx';
import { BookingForm, type BookingFormProps } from './booking-form.tsx';
import { BuyBar } from './buy-bar.tsx';
import { type Choice, isEmpty } from './choice.ts';
import { categoryOf, findSeat, type Hall, hasSeats } from './hall.ts';
import { Panel } from './panel.tsx';
import { singleGaps } from './single-gaps.ts';
import { useSeatWords } from './use-seat-words.ts';

interface ChoicePanelProps {
  hall: Hall;
  free: FreeSeats | null;
  choice: Choice;
  isPending: boolean;
  reservationMinutes: number | null;
  headingRef: Ref<HTMLHeadingElement>;
  onRemove: (seatId: string) => void;
  onClear: () => void;
  onReserve: () => void;
  /** Names the passengers of a journey and books it, instead of reserving the places; null for other performances. */
  passengers: Pick<BookingFormProps, 'names' | 'onName' | 'onBook'> | null;
}

/** The chosen places with their prices, the names of their passengers, the sum, and the button that gets them. */
export function ChoicePanel({
  hall,
  free,
  choice,
  isPending,
  reservationMinutes,
  headingRef,
  onReserve,
  passengers,
  ...changes
}: ChoicePanelProps) {
  const t = useTranslations('event.choice');
  const reasonId = useId();
  const isNothing = isEmpty(choice);
  const isJourney = passengers !== null;
  return (
    <Panel title={t('title')} headingRef={headingRef}>
      {isNothing ? (
        <p id={reasonId} className="text-muted">
          {t(hasSeats(hall) ? 'nothing' : 'nothingStanding')}
        </p>
      ) : (
        <ChosenPlaces hall={hall} choice={choice} {...changes} />
      )}
      <GapHint hall={hall} free={free} choice={choice} />
      {isJourney ? (
        <BookingForm {...passengers} {...{ hall, choice, isPending, reasonId }} />
      ) : (
        <BuyBar hall={hall} choice={choice}>
          <Button
            wide
            isPending={isPending}
            pendingLabel={t('reserving')}
            isOff={isNothing}
            aria-describedby={isNothing ? reasonId : undefined}
            onClick={onReserve}
          >
            {t('reserve')}
          </Button>
        </BuyBar>
      )}
      <p className="text-sm text-muted">
        {reservationMinutes
          ? t(isJourney ? 'promiseBooking' : 'promise', { minutes: reservationMinutes })
          : t(isJourney ? 'promiseBookingUnknown' : 'promiseUnknown')}
      </p>
    </Panel>
  );
}

function ChosenPlaces({
  hall,
  choice,
  onRemove,
  onClear,
}: Pick<ChoicePanelProps, 'hall' | 'choice' | 'onRemove' | 'onClear'>) {
  const t = useTranslations('event.choice');
  const words = useSeatWords(hall);
  const { seatIds, standing, best } = choice;
  const area = hall.sections.find(({ id }) => id === standing?.sectionId);
  const bestCategory = categoryOf(hall, best?.categoryId ?? '');
  return (
    <>
      <ul className="flex flex-col">
        {seatIds.map((seatId) => {
          const seat = findSeat(hall, seatId);
          if (!seat) return null;
          return (
            <li key={seatId} className="flex items-center justify-between gap-3 border-t border-line">
              <span dir="auto" className="py-2 wrap-anywhere">
                {words.place(seat)}
                {words.marks(seat).map((mark) => (
                  <span key={mark} className="block text-sm text-muted">
                    {mark}
                  </span>
                ))}
              </span>
              <span className="flex items-center gap-1">
                <span className="figures">{words.money(seat.category.price)}</span>
                <button
                  type="button"
                  aria-label={t('remove', { place: words.place(seat) })}
                  onClick={() => onRemove(seatId)}
                  className="flex size-11 cursor-pointer items-center justify-center rounded-field hover:bg-wash"
                >
                  <svg viewBox="0 0 10 10" className="size-3 stroke-current" strokeWidth="1.8" aria-hidden="true">
                    <path d="M1 1l8 8M9 1 1 9" />
                  </svg>
                </button>
              </span>
            </li>
          );
        })}
        {standing && area?.standing && (
          <li className="flex items-center justify-between gap-3 border-t border-line py-2">
            <span dir="auto">
              {standing.quantity} × {area.name}
            </span>
            <span className="figures">{words.money(categoryOf(hall, area.standing.categoryId).price)}</span>
          </li>
        )}
        {best && (
          <li className="flex items-center justify-between gap-3 border-t border-line py-2">
            <span dir="auto" className="wrap-anywhere">
              {best.quantity} × {bestCategory.name}
              <span className="block text-sm text-muted">{t(best.accessible ? 'bestAccessible' : 'best')}</span>
            </span>
            <span className="figures">{words.money(bestCategory.price)}</span>
          </li>
        )}
      </ul>
      <div>
        <Button look="quiet" size="small" onClick={onClear}>
          {t('clear')}
        </Button>
      </div>
    </>
  );
}

/** Only a hint: the visitor may have a reason. */
function GapHint({ hall, free, choice }: Pick<ChoicePanelProps, 'hall' | 'free' | 'choice'>) {
  const t = useTranslations('event.choice');
  const words = useSeatWords(hall);
  const gaps = singleGaps(hall, free, choice.seatIds);
  return (
    <p role="status" className="text-sm empty:hidden">
      {gaps.length > 0 && t('gap', { places: gaps.map(words.place).join('; ') })}
    </p>
  );
}
