import type { ComponentProps, ReactNode } from 'react';
import { ErrorMark } from './error-mark.tsx';

export interface Labelled {
  name: string;
  label: string;
  hint?: string;
  error?: string;
  /** For two forms on one page with a field of the same name. */
  id?: string;
  /** Where space is short and the field explains itself; screen readers still read it. */
  isLabelHidden?: 'on phones' | 'always';
}

export const boxClass =
  'w-full rounded-field border border-field-line bg-card px-4 text-base text-ink aria-invalid:border-2 aria-invalid:border-red';

/** Connects label, hint and error to the field for screen readers. */
export const tie = ({ name, hint, error, id = name }: Labelled) => ({
  id,
  name,
  'aria-invalid': error ? true : undefined,
  'aria-describedby': [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined,
});

const hiddenLabels = { 'on phones': 'max-sm:sr-only', always: 'sr-only' };

export function Labelling({
  name,
  label,
  hint,
  error,
  id = name,
  isLabelHidden,
  children,
}: Labelled & { children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <label htmlFor={id} className={`text-sm font-semibold ${isLabelHidden ? hiddenLabels[isLabelHidden] : ''}`}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-2 text-sm font-semibold text-red">
          <ErrorMark />
          {error}
        </p>
      )}
    </div>
  );
}

export type Own = 'className' | 'id' | 'name';

export function Field({
  name,
  label,
  hint,
  error,
  id,
  isLabelHidden,
  ...input
}: Labelled & Omit<ComponentProps<'input'>, Own>) {
  const labelled = { name, label, hint, error, id, isLabelHidden };
  return (
    <Labelling {...labelled}>
      <input dir="auto" {...input} {...tie(labelled)} className={`min-h-12 ${boxClass}`} />
    </Labelling>
  );
}

export function Select({
  name,
  label,
  hint,
  error,
  id,
  isLabelHidden,
  ...select
}: Labelled & Omit<ComponentProps<'select'>, Own>) {
  const labelled = { name, label, hint, error, id, isLabelHidden };
  return (
    <Labelling {...labelled}>
      <select {...select} {...tie(labelled)} className={`select-arrow min-h-12 ${boxClass}`} />
    </Labelling>
  );
}

/** A file field. Its value can't show the selected file; `action` removes it. */
export function FileField({
  name,
  label,
  hint,
  error,
  id,
  action,
  ...input
}: Labelled & { action?: ReactNode } & Omit<ComponentProps<'input'>, Own | 'type'>) {
  const labelled = { name, label, hint, error, id };
  return (
    <Labelling {...labelled}>
      <div className="flex flex-wrap items-center gap-3">
        <input
          {...input}
          {...tie(labelled)}
          type="file"
          className="min-h-12 min-w-0 grow rounded-field border border-field-line bg-card p-2 text-sm file:mr-3 file:min-h-8 file:cursor-pointer file:rounded file:bg-wash file:px-3 file:font-semibold file:text-ink aria-invalid:border-2 aria-invalid:border-red"
        />
        {action}
      </div>
    </Labelling>
  );
}
