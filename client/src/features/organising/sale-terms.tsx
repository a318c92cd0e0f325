import { useFormatter, useTranslations } from 'next-intl';
import { zoneOf } from '@/format/event-zone.ts';
import type { Performance } from './api/schemas.ts';

/** When the sale opens and ends, and how many places one order may have. */
export function SaleTerms({ performance }: { performance: Performance }) {
  const t = useTranslations('organise.performance');
  const format = useFormatter();
  const { saleStartsAt, saleEndsAt, maxParty, heldBack = [] } = performance;
  const when = (instant: string) => format.dateTime(new Date(instant), 'eventLong', { timeZone: zoneOf(performance) });
  const facts = [
    [t('saleStartsAt'), saleStartsAt ? when(saleStartsAt) : t('atOnce')],
    [t('saleEndsAt'), saleEndsAt ? when(saleEndsAt) : t('untilStart')],
    [t('maxParty'), String(maxParty)],
    [t('heldBack'), t('heldBackCount', { count: heldBack.flatMap(({ seatIds }) => seatIds).length })],
  ] as const;
  return (
    <dl className="grid grid-cols-1 gap-x-8 gap-y-3 sm:grid-cols-2">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="caption">{name}</dt>
          <dd className="figures font-semibold">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
