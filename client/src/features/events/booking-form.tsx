'use client';

import { useTranslations } from 'next-intl';
import { PassengerFields } from '@/features/bookings/passenger-fields.tsx';
import { faultsOfNames, namesOf } from '@/features/bookings/passenger-names.ts';
import { Button } from '@/ui/button.tsx';
import { useForm } from '@/ui/use-form.ts';
import { BuyBar } from './buy-bar.tsx';
import { type Choice, countOf, isEmpty } from './choice.ts';
import { findSeat, type Hall } from './hall.ts';
import { useSeatWords } from './use-seat-words.ts';

export interface BookingFormProps {
  hall: Hall;
  choice: Choice;
  /** As typed so far, also beyond the size of the party. */
  names: readonly string[];
  isPending: boolean;
  /** Of the text that says why nothing can be booked. */
  reasonId: string;
  onName: (index: number, name: string) => void;
  /** @returns whether the page is being left */
  onBook: (names: readonly string[]) => Promise<boolean>;
}

/** The passengers of the chosen places, and the button that books them. */
export function BookingForm({ hall, choice, names, isPending, reasonId, onName, onBook }: BookingFormProps) {
  const t = useTranslations('event.choice');
  const words = useSeatWords(hall);
  const isNothing = isEmpty(choice);
  const form = useForm<string>(async () => {
    const given = namesOf(names, countOf(choice));
    const fields = faultsOfNames(given);
    if (fields) return { fields, form: [] };
    // Why a booking is refused is said above the map, with what has changed there.
    return (await onBook(given)) ? null : { fields: {}, form: [] };
  });
  const places = namesOf([], countOf(choice)).map((_, index) => {
    const seat = findSeat(hall, choice.seatIds[index] ?? '');
    return seat ? words.place(seat) : undefined;
  });
  return (
    <form {...form.formProps} className="flex flex-col gap-4">
      {!isNothing && <PassengerFields places={places} names={names} errors={form.errors.fields} onName={onName} />}
      <BuyBar hall={hall} choice={choice}>
        <Button
          type="submit"
          wide
          isPending={isPending || form.isPending}
          pendingLabel={t('booking')}
          isOff={isNothing}
          aria-describedby={isNothing ? reasonId : undefined}
        >
          {t('book')}
        </Button>
      </BuyBar>
    </form>
  );
}
