import { useEffect, useState } from 'react';
import { deletePicture, putPicture } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { Fault } from '@/api/problem.ts';
import type { Ticket } from '@/api/schemas.ts';
import { faultOfPicture } from './picture.ts';

type Choice = { type: 'kept' } | { type: 'removed' } | { type: 'chosen'; file: File; url: string };

const keptPicture: Choice = { type: 'kept' };

/**
 * The picture chosen in this tab and not uploaded yet. Outside the component, because a sign-in in between replaces the
 * page; a file can't be kept across a reload.
 */
let waiting: { form: string; file: File } | null = null;

/** The picture of a listing being edited. @param form identifies the form that a choice belongs to */
export function usePicture(savedUrl: string | null, form: string) {
  const [choice, setChoice] = useState<Choice>(keptPicture);
  const [fault, setFault] = useState<Fault | null>(null);
  const chosenUrl = choice.type === 'chosen' ? choice.url : null;

  useEffect(() => {
    if (waiting?.form !== form) return;
    setChoice({ type: 'chosen', file: waiting.file, url: URL.createObjectURL(waiting.file) });
  }, [form]);

  useEffect(() => {
    if (chosenUrl) return () => URL.revokeObjectURL(chosenUrl);
  }, [chosenUrl]);

  return {
    url: choice.type === 'kept' ? savedUrl : chosenUrl,
    fault,
    isChosen: choice.type === 'chosen',
    choose(file: File) {
      const found = faultOfPicture(file);
      waiting = found ? null : { form, file };
      setFault(found);
      setChoice(found ? keptPicture : { type: 'chosen', file, url: URL.createObjectURL(file) });
    },
    remove() {
      waiting = null;
      setFault(null);
      setChoice(savedUrl ? { type: 'removed' } : keptPicture);
    },
    /** Hands the choice to another form: that of the listing that this one has made. */
    moveTo(other: string) {
      if (waiting) waiting = { ...waiting, form: other };
    },
    /** Drops the choice, which is saved or discarded. */
    forget() {
      waiting = null;
      setFault(null);
      setChoice(keptPicture);
    },
    /** Uploads or removes the picture of a saved listing. @returns the changed listing; null when there is nothing to do */
    async save({ id, version }: Ticket): Promise<ApiAnswer<Ticket> | null> {
      if (choice.type === 'kept') return null;
      return choice.type === 'chosen' ? putPicture(id, version, choice.file) : deletePicture(id, version);
    },
  };
}
