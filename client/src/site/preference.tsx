'use client';

import { useRouter } from 'next/navigation';
import type { FormEvent } from 'react';
import { preferenceCookie } from './preferences.ts';

interface PreferenceProps {
  name: 'theme' | 'locale';
  label: string;
  options: readonly { value: string; label: string; lang?: string }[];
  current: string;
}

/** A preference in a cookie. Without script, the form reloads the page; with it, typed input is kept. */
export function Preference({ name, label, options, current }: PreferenceProps) {
  const router = useRouter();

  const choose = (event: FormEvent<HTMLFormElement>) => {
    const { submitter } = event.nativeEvent as SubmitEvent;
    if (!(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    // biome-ignore lint/suspicious/noDocumentCookie: some supported browsers lack the Cookie Store API
    document.cookie = preferenceCookie(name, submitter.value);
    router.refresh();
  };

  return (
    <form method="post" action="/preferences" onSubmit={choose}>
      <fieldset className="inline-flex rounded-full border border-line bg-card p-0.5">
        <legend className="sr-only">{label}</legend>
        {options.map((option) => (
          <button
            key={option.value}
            type="submit"
            name={name}
            value={option.value}
            lang={option.lang}
            aria-pressed={option.value === current}
            className="min-h-11 cursor-pointer rounded-full px-3 font-semibold text-muted hover:text-ink aria-pressed:bg-ink aria-pressed:text-paper"
          >
            {option.label}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
