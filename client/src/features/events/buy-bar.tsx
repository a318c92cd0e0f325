import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Price } from '@/ui/price.tsx';
import { type Choice, countOf, isEmpty, sumOf } from './choice.ts';
import type { Hall } from './hall.ts';

interface BuyBarProps {
  hall: Hall;
  choice: Choice;
  /** The button that gets the places. */
  children: ReactNode;
}

/** The sum of the chosen places beside the button that gets them; on a phone, a bar at the bottom. */
export function BuyBar({ hall, choice, children }: BuyBarProps) {
  const t = useTranslations('event.choice');
  const isNothing = isEmpty(choice);
  return (
    <div
      data-buy-bar={isNothing ? undefined : true}
      className={`flex items-center justify-between gap-4 lg:flex-col lg:items-stretch ${isNothing ? '' : 'max-sm:fixed max-sm:inset-x-0 max-sm:bottom-0 max-sm:z-10 max-sm:border-t max-sm:border-line max-sm:bg-card max-sm:p-4'}`}
    >
      {!isNothing && (
        <p className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span className="text-muted">{t('sum', { count: countOf(choice) })}</span>
          <Price price={sumOf(hall, choice)} currency={hall.currency} />
        </p>
      )}
      <span className="grow">{children}</span>
    </div>
  );
}
