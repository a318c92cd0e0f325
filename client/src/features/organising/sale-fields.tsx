import { useTranslations } from 'next-intl';
import { Field, Select } from '@/ui/field.tsx';
import { TextArea } from '@/ui/text-area.tsx';
import { largestParty } from './performance-draft.ts';
import { fieldOf, type PerformanceFieldsProps, timeProps } from './performance-fields.tsx';
import type { VenueSections } from './use-venue-sections.ts';

const parties = Array.from({ length: largestParty }, (_, index) => String(index + 1));

/** When places are on sale, how many one order may have, and which are kept back. */
export function SaleFields({ seats, ...props }: PerformanceFieldsProps & { seats: VenueSections }) {
  const t = useTranslations('organise.performance');
  const field = fieldOf(props);
  const sections = seats.state === 'known' ? seats.sections.filter(({ rows }) => rows.length > 0) : [];
  return (
    <section aria-labelledby="sale" className="flex flex-col gap-6">
      <h2 id="sale" className="display text-2xl">
        {t('sale')}
      </h2>
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Field {...field('saleStartsAt')} {...timeProps} label={t('saleStartsAt')} hint={t('saleStartsAtHint')} />
        <Field {...field('saleEndsAt')} {...timeProps} label={t('saleEndsAt')} hint={t('saleEndsAtHint')} />
        {!props.isPublished && (
          <Select {...field('maxParty')} label={t('maxParty')} hint={t('maxPartyHint')}>
            {parties.map((count) => (
              <option key={count}>{count}</option>
            ))}
          </Select>
        )}
      </div>
      {!props.isPublished && (
        <TextArea
          {...field('heldBack')}
          label={t('heldBack')}
          hint={
            sections.length > 0
              ? t('heldBackHintOf', { sections: sections.map(({ id }) => id).join(', ') })
              : t('heldBackHint')
          }
        />
      )}
    </section>
  );
}
