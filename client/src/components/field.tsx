import type { ComponentProps } from 'react';

type FieldProps = Omit<ComponentProps<'input'>, 'className' | 'id'> & {
  name: string;
  label: string;
  hint?: string;
  error?: string;
};

export function Field({ name, label, hint, error, ...input }: FieldProps) {
  const errorId = error ? `${name}-error` : undefined;
  const hintId = hint ? `${name}-hint` : undefined;
  return (
    <div className="flex flex-col gap-2">
      <label htmlFor={name} className="font-semibold">
        {label}
      </label>
      <input
        {...input}
        id={name}
        name={name}
        aria-invalid={error ? true : undefined}
        aria-describedby={[errorId, hintId].filter(Boolean).join(' ') || undefined}
        className="min-h-12 w-full rounded-lg border border-field-line bg-card px-4 text-base text-ink aria-invalid:border-2 aria-invalid:border-ink"
      />
      {hint && (
        <p id={hintId} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {error && (
        <p id={errorId} className="border-l-4 border-ink pl-3 text-sm font-semibold">
          {error}
        </p>
      )}
    </div>
  );
}
