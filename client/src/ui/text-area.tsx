'use client';

import type { ComponentProps } from 'react';
import { boxClass, type Labelled, Labelling, type Own, tie } from './field.tsx';
import { useHydrated } from './use-hydrated.ts';

type TextAreaProps = Labelled &
  Omit<ComponentProps<'textarea'>, Own | 'readOnly'> & { /** for text that a program reads */ isCode?: boolean };

export function TextArea({ name, label, hint, error, id, isCode = false, ...area }: TextAreaProps) {
  const labelled = { name, label, hint, error, id };
  // Hydration restores the initial text and would lose earlier input.
  const isHydrated = useHydrated();
  return (
    <Labelling {...labelled}>
      <textarea
        dir="auto"
        {...area}
        {...tie(labelled)}
        readOnly={!isHydrated}
        className={`py-3 ${isCode ? 'min-h-96 font-mono leading-relaxed sm:text-sm' : 'min-h-28'} ${boxClass}`}
      />
    </Labelling>
  );
}
