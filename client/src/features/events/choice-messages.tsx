import { useTranslations } from 'next-intl';
import { IntoView } from '@/ui/into-view.tsx';
import { Notice } from '@/ui/notice.tsx';
import type { ChoiceNotice } from './choice.ts';
import { findSeat, type Hall } from './hall.ts';
import { useSeatWords } from './use-seat-words.ts';

interface ChoiceMessagesProps {
  hall: Hall;
  notice: ChoiceNotice | null;
  /** In the visitor's language. */
  fault: string | null;
}

/** What happened to the choice, and why a reservation was refused; announced to screen readers. */
export function ChoiceMessages({ hall, notice, fault }: ChoiceMessagesProps) {
  const t = useTranslations('event.notices');
  const { place } = useSeatWords(hall);
  const placeOf = (seatId: string) => {
    const seat = findSeat(hall, seatId);
    return seat ? place(seat) : seatId;
  };
  const said = (): string | null => {
    switch (notice?.kind) {
      case undefined:
        return null;
      case 'party_full':
        return t('partyFull', { count: hall.maxParty });
      case 'not_free':
        return t('notFree', { place: placeOf(notice.seatId) });
      case 'taken':
        return t('taken', { count: notice.seatIds.length, places: notice.seatIds.map(placeOf).join('; ') });
      case 'fewer_places':
        return t('fewerPlaces', { count: notice.left });
    }
  };
  const text = said();
  return (
    <div role="alert" className="flex flex-col gap-2 empty:hidden">
      {fault && (
        <IntoView>
          <Notice title={t('refused')}>
            <p className="font-semibold">{fault}</p>
          </Notice>
        </IntoView>
      )}
      {text && <Notice>{text}</Notice>}
    </div>
  );
}
