import { useTranslations } from 'next-intl';
import { Field } from '@/ui/field.tsx';
import { nameField } from './passenger-names.ts';

interface PassengerFieldsProps {
  /** What each passenger gets, if that is known before the booking. */
  places: readonly (string | undefined)[];
  names: readonly string[];
  errors: Readonly<Record<string, string | undefined>>;
  onName: (index: number, name: string) => void;
}

/** A field for the name of each passenger. */
export function PassengerFields({ places, names, errors, onName }: PassengerFieldsProps) {
  const t = useTranslations('bookings.passengers');
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="display mb-1 text-xl">{t('title')}</legend>
      <p className="text-sm text-muted">{t('hint')}</p>
      {places.map((place, index) => {
        const name = nameField(index);
        return (
          <Field
            key={name}
            name={name}
            label={t('label', { number: index + 1 })}
            hint={place}
            error={errors[name]}
            value={names[index] ?? ''}
            onChange={({ target }) => onName(index, target.value)}
            // The browser knows one name, which is likely that of the first.
            autoComplete={index === 0 ? 'name' : 'off'}
            autoCapitalize="words"
            spellCheck={false}
          />
        );
      })}
    </fieldset>
  );
}
