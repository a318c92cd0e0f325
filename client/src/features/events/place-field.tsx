'use client';

import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { Field } from '@/ui/field.tsx';
import { searchPlaces } from './api/browser.ts';
import { nameIn, placeLabel } from './events-query.ts';

/** A visitor who types on is not asked for each letter. */
const pauseMs = 200;

interface PlaceFieldProps {
  name: string;
  label: string;
  defaultValue: string | undefined;
  hint?: string;
  error?: string;
  isRequired?: boolean;
  /** Called with what is typed. */
  onType?: (typed: string) => void;
}

/**
 * A place with suggestions. The browser's own list of suggestions works with every keyboard and screen reader; without
 * script, what is typed is found on the server.
 */
export function PlaceField({ name, label, defaultValue, hint, error, isRequired, onType }: PlaceFieldProps) {
  const listId = useId();
  const [places, setPlaces] = useState<string[]>([]);
  const timer = useRef(0);
  const asked = useRef(0);
  useEffect(() => () => window.clearTimeout(timer.current), []);

  const suggest = async (typed: string) => {
    asked.current += 1;
    const number = asked.current;
    const answer = await searchPlaces(nameIn(typed));
    if (answer.ok && number === asked.current) setPlaces(answer.value.map(placeLabel));
  };
  const onInput = ({ currentTarget }: FormEvent<HTMLInputElement>) => {
    const typed = currentTarget.value.trim();
    onType?.(currentTarget.value);
    window.clearTimeout(timer.current);
    if (typed && !places.includes(typed)) timer.current = window.setTimeout(() => void suggest(typed), pauseMs);
  };
  return (
    <>
      <Field
        name={name}
        label={label}
        hint={hint}
        error={error}
        required={isRequired}
        defaultValue={defaultValue}
        maxLength={100}
        autoComplete="off"
        list={listId}
        onInput={onInput}
      />
      <datalist id={listId}>
        {places.map((place) => (
          <option key={place} value={place} />
        ))}
      </datalist>
    </>
  );
}
