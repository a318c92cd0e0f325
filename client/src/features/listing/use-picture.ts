import { useEffect, useState } from 'react';
import { deletePicture, putPicture } from '@/api/browser.ts';
import type { ApiAnswer } from '@/api/call-api.ts';
import type { Fault } from '@/api/problem.ts';
import type { Ticket } from '@/api/schemas.ts';
import { faultOfPicture } from './picture.ts';

type Choice = { type: 'kept' } | { type: 'removed' } | { type: 'chosen'; file: File; url: string };

const keptPicture: Choice = { type: 'kept' };

/** The picture of a listing being edited. */
export function usePicture(savedUrl: string | null) {
  const [choice, setChoice] = useState<Choice>(keptPicture);
  const [fault, setFault] = useState<Fault | null>(null);
  const chosenUrl = choice.type === 'chosen' ? choice.url : null;

  useEffect(() => {
    if (chosenUrl) return () => URL.revokeObjectURL(chosenUrl);
  }, [chosenUrl]);

  return {
    url: choice.type === 'kept' ? savedUrl : chosenUrl,
    fault,
    choose(file: File) {
      const found = faultOfPicture(file);
      setFault(found);
      setChoice(found ? keptPicture : { type: 'chosen', file, url: URL.createObjectURL(file) });
    },
    remove() {
      setFault(null);
      setChoice(savedUrl ? { type: 'removed' } : keptPicture);
    },
    /** Uploads or removes the picture of a saved listing. @returns the changed listing; null when there is nothing to do */
    async save({ id, version }: Ticket): Promise<ApiAnswer<Ticket> | null> {
      if (choice.type === 'kept') return null;
      const answer =
        choice.type === 'chosen' ? await putPicture(id, version, choice.file) : await deletePicture(id, version);
      if (answer.ok) setChoice(keptPicture);
      return answer;
    },
  };
}
