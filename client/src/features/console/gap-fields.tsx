import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Field } from '@/ui/field.tsx';
import { textIn } from '@/ui/use-form.ts';
import type { GapChoice } from './api/browser.ts';
import type { DryRun } from './api/schemas.ts';

interface GapFieldsProps {
  needs: DryRun['skip'];
  /** A single letter, selected by id; only then can a position be entered. */
  isOne: boolean;
  positionError: string | undefined;
}

/**
 * Choice of what happens to the versions of versioned events. Other events may be parked behind them and a skip cannot
 * be undone, so there is no default.
 */
export function GapFields({ needs, isOne, positionError }: GapFieldsProps) {
  const t = useTranslations('ops.gap');
  const [choice, setChoice] = useState<string | null>(null);
  const canSkip = needs.byHand === 0 || isOne;
  const options = [
    { value: 'skip', isPossible: canSkip },
    { value: 'keep', isPossible: true },
  ] as const;
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 text-sm font-semibold">{t('question', { count: needs.versioned })}</legend>
      {options.map(({ value, isPossible }) => (
        <label key={value} className="flex items-start gap-3 text-sm has-disabled:text-muted">
          <input
            type="radio"
            name="gap"
            value={value}
            disabled={!isPossible}
            onChange={() => setChoice(value)}
            className="mt-0.5 size-5 shrink-0 accent-accent"
          />
          <span>
            <span className="block font-semibold">{t(`${value}.label`)}</span>
            <span className="block text-muted">
              {isPossible ? t(`${value}.hint`) : t('skip.impossible', { count: needs.byHand })}
            </span>
          </span>
        </label>
      ))}
      {choice === 'skip' && needs.byHand > 0 && (
        <Field
          name="skip"
          label={t('position')}
          hint={t('positionHint')}
          autoComplete="off"
          spellCheck={false}
          error={positionError}
        />
      )}
    </fieldset>
  );
}

/** @returns undefined without a choice */
export function gapIn(values: FormData): GapChoice | undefined {
  const choice = textIn(values, 'gap');
  if (choice === 'keep') return { keepGap: true };
  return choice === 'skip' ? { skip: textIn(values, 'skip').trim() || true } : undefined;
}
