'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { boxClass, Labelling, tie } from '@/ui/field.tsx';
import { type Strength, strengthOf, strengths } from './password-strength.ts';

interface PasswordFieldProps {
  name: string;
  /** The name if it is not given. */
  id?: string;
  label: string;
  /** `new-password` shows how strong the password is, and lets password managers suggest one. */
  autoComplete: 'current-password' | 'new-password';
  error?: string;
}

/** A password that can be shown while it is typed. Pasting is allowed. */
export function PasswordField({ name, id = name, label, autoComplete, error }: PasswordFieldProps) {
  const t = useTranslations('account');
  const [isShown, setShown] = useState(false);
  const [strength, setStrength] = useState<Strength | null>(null);
  const isNew = autoComplete === 'new-password';
  const labelled = { name, id, label, error, hint: isNew ? t('passwordHint') : undefined };
  return (
    <Labelling {...labelled}>
      <div className="flex gap-2">
        <input
          {...tie(labelled)}
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          required
          onChange={({ target: { value } }) => setStrength(isNew && value ? strengthOf(value) : null)}
          className={`min-h-12 min-w-0 grow ${boxClass}`}
        />
        <button
          type="button"
          aria-controls={id}
          aria-label={t(isShown ? 'hideCharacters' : 'showCharacters')}
          onClick={() => setShown(!isShown)}
          className="min-h-12 shrink-0 cursor-pointer rounded-field border border-field-line bg-card px-4 text-sm font-semibold hover:border-accent-ink hover:text-accent-ink"
        >
          {t(isShown ? 'hide' : 'show')}
        </button>
      </div>
      {isNew && <StrengthBar strength={strength} />}
    </Labelling>
  );
}

function StrengthBar({ strength }: { strength: Strength | null }) {
  const t = useTranslations('account');
  const level = strength ? strengths.indexOf(strength) : 0;
  return (
    <div className="flex items-center gap-3">
      <div aria-hidden="true" className="flex w-28 gap-1">
        {[1, 2, 3].map((step) => (
          <span
            key={step}
            className={`h-1.5 grow rounded-full border border-field-line ${step <= level ? 'bg-ink' : ''}`}
          />
        ))}
      </div>
      <p role="status" className="min-h-5 text-sm text-muted">
        {strength && t(`strength.${strength}`)}
      </p>
    </div>
  );
}
