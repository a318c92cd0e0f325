import { useTranslations } from 'next-intl';
import type { HallSection } from '@/features/events/hall.ts';
import { fareClasses } from '@/format/fare-classes.ts';
import { Field, Select } from '@/ui/field.tsx';
import { type PriceDraft, priceFieldOf } from './performance-draft.ts';
import { sizeOf } from './preview-hall.ts';
import type { VenueSections } from './use-venue-sections.ts';

interface PriceFieldsProps {
  prices: readonly PriceDraft[];
  seats: VenueSections;
  hasVenue: boolean;
  isPublished: boolean;
  /** Whether it is a departure, whose categories have a class. */
  hasClasses: boolean;
  errors: Partial<Record<string, string>>;
  onChange: (prices: PriceDraft[]) => void;
}

/** A price for each category of the seat map. */
export function PriceFields({ prices, seats, hasVenue, isPublished, hasClasses, errors, onChange }: PriceFieldsProps) {
  const t = useTranslations('organise.performance');
  const ofClass = useTranslations('fareClasses');
  const change = (id: string, part: 'name' | 'price' | 'fareClass', value: string) =>
    onChange(prices.map((price) => (price.id === id ? { ...price, [part]: value } : price)));
  const text = ({ id, ...typed }: PriceDraft, part: 'name' | 'price') => ({
    name: priceFieldOf(id, part),
    value: typed[part],
    error: errors[priceFieldOf(id, part)],
    autoComplete: 'off',
    onChange: ({ target }: { target: { value: string } }) => change(id, part, target.value),
  });
  return (
    <section aria-labelledby="prices" className="flex flex-col gap-4">
      <h2 id="prices" className="display text-2xl">
        {t('prices')}
      </h2>
      <p className="text-muted">{t(isPublished ? 'pricesPublishedText' : 'pricesText')}</p>
      <PriceState seats={seats} hasVenue={hasVenue} />
      {prices.map((price) => (
        <fieldset key={price.id} className="min-w-0 rounded-card border border-line bg-card p-4 sm:p-5">
          <legend className="sr-only">{t('categoryNamed', { id: price.id })}</legend>
          {seats.state === 'known' && <CategorySeats id={price.id} sections={seats.sections} />}
          <div className="grid grid-cols-1 gap-4 sm:grid-cols-[minmax(0,1fr)_12rem]">
            <Field {...text(price, 'name')} label={t('categoryName')} maxLength={100} required />
            <Field {...text(price, 'price')} label={t('price')} inputMode="decimal" required={isPublished} />
            {hasClasses && (
              <Select
                name={`prices.${price.id}.fareClass`}
                label={t('fareClass')}
                hint={t('fareClassHint')}
                value={price.fareClass}
                onChange={({ target }) => change(price.id, 'fareClass', target.value)}
              >
                <option value="">{t('noFareClass')}</option>
                {fareClasses.map((fareClass) => (
                  <option key={fareClass} value={fareClass}>
                    {ofClass(fareClass)}
                  </option>
                ))}
              </Select>
            )}
          </div>
        </fieldset>
      ))}
    </section>
  );
}

/** Why there are no prices to type yet. */
function PriceState({ seats, hasVenue }: { seats: VenueSections; hasVenue: boolean }) {
  const t = useTranslations('organise.performance');
  if (!hasVenue) return <p className="text-muted">{t('seatsUnknown')}</p>;
  if (seats.state === 'known') return null;
  return (
    <p role="status" className="text-muted">
      {t(`seatMap.${seats.state}`)}
    </p>
  );
}

/** Which sections a category is in, and how many places it has there. */
function CategorySeats({ id, sections }: { id: string; sections: readonly HallSection[] }) {
  const t = useTranslations('organise.performance');
  const ofCategory = sections.flatMap((section) => {
    const rows = section.rows.filter(({ categoryId }) => categoryId === id);
    const standing = section.standing?.categoryId === id ? section.standing : null;
    return rows.length > 0 || standing ? [{ ...section, rows, standing }] : [];
  });
  const { seats, standing } = sizeOf(ofCategory);
  const names = ofCategory.map(({ name }) => name);
  return (
    <p className="mb-4 text-sm wrap-anywhere text-muted">
      {t('categorySeats', { id, sections: names.join(', '), places: seats + standing })}
    </p>
  );
}
