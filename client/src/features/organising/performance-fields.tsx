import { useTranslations } from 'next-intl';
import { PlaceField } from '@/features/events/place-field.tsx';
import { Field, Select } from '@/ui/field.tsx';
import { TextArea } from '@/ui/text-area.tsx';
import type { PerformanceDraft, PerformanceField } from './performance-draft.ts';
import type { PerformanceFormProps } from './use-performance-form.ts';

/** Without it, browsers let six digits into the year. */
const lastWallClock = '9998-12-31T23:59';

export interface PerformanceFieldsProps {
  draft: PerformanceDraft;
  errors: Partial<Record<string, string>>;
  onChange: (draft: PerformanceDraft) => void;
  isPublished: boolean;
  /** Null while no venue is chosen. */
  venueZone: string | null;
}

/** Returns what connects a field to the draft. */
export const fieldOf =
  ({ draft, errors, onChange }: Pick<PerformanceFieldsProps, 'draft' | 'errors' | 'onChange'>) =>
  (name: PerformanceField) => ({
    name,
    value: draft[name],
    error: errors[name],
    onChange: ({ target }: { target: { value: string } }) => onChange({ ...draft, [name]: target.value }),
  });

export const timeProps = { type: 'datetime-local', max: lastWallClock };

/** What it is, where and when. */
export function PerformanceFields({ venues, ...props }: PerformanceFieldsProps & Pick<PerformanceFormProps, 'venues'>) {
  const t = useTranslations('organise.performance');
  const { draft, isPublished, venueZone } = props;
  const field = fieldOf(props);
  const isJourney = draft.kind === 'departure';
  const zoneHint = venueZone ? t('zone', { zone: venueZone.replaceAll('_', ' ') }) : t('zoneUnknown');
  return (
    <div className="flex flex-col gap-6">
      <Field {...field('title')} label={t('title')} maxLength={200} required />
      {!isPublished && (
        <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
          <Select {...field('kind')} label={t('kind')}>
            <option value="performance">{t('kinds.performance')}</option>
            <option value="departure">{t('kinds.departure')}</option>
          </Select>
          <Select {...field('venueId')} label={t(isJourney ? 'vehicle' : 'venue')} required>
            {draft.venueId === '' && <option value="">{t('chooseVenue')}</option>}
            {venues.map(({ id, name, place }) => (
              <option key={id} value={id}>{`${name}, ${place.name}`}</option>
            ))}
          </Select>
        </div>
      )}
      {isJourney && !isPublished && <JourneyPlaces {...props} />}
      <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
        <Field
          {...field('startsAt')}
          {...timeProps}
          label={t(isJourney ? 'departsAt' : 'startsAt')}
          hint={isJourney ? t('originTime') : zoneHint}
          required
        />
        {isJourney && (
          <Field {...field('arrivesAt')} {...timeProps} label={t('arrivesAt')} hint={t('destinationTime')} required />
        )}
      </div>
      <TextArea {...field('description')} label={t('description')} hint={t('descriptionHint')} maxLength={2000} />
    </div>
  );
}

function JourneyPlaces({ draft, errors, onChange }: PerformanceFieldsProps) {
  const t = useTranslations('organise.performance');
  const place = (name: 'origin' | 'destination') => ({
    name,
    defaultValue: draft[name],
    error: errors[name],
    onType: (typed: string) => onChange({ ...draft, [name]: typed }),
    isRequired: true,
  });
  return (
    <div className="grid grid-cols-1 gap-6 sm:grid-cols-2">
      <PlaceField {...place('origin')} label={t('origin')} />
      <PlaceField {...place('destination')} label={t('destination')} />
    </div>
  );
}
