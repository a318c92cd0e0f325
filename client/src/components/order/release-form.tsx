'use client';

import { useState } from 'react';
import { releaseOrder } from '../../lib/api/browser.ts';
import { messageOf } from '../../lib/api/problem.ts';
import { Button } from '../button.tsx';
import { FormErrors } from '../form-errors.tsx';
import { useForm } from '../use-form.ts';

/** Two steps, because the ticket may be gone a second later. */
export function ReleaseForm({ orderId, onReleased }: { orderId: string; onReleased: () => void }) {
  const [isAsking, setAsking] = useState(false);
  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await releaseOrder(orderId);
    if (!answer.ok) return { fields: {}, form: [messageOf(answer.problem)] };
    onReleased();
    return null;
  });

  if (!isAsking) {
    return (
      <Button look="quiet" onClick={() => setAsking(true)}>
        Release my ticket
      </Button>
    );
  }
  return (
    <form {...formProps} className="flex flex-col gap-3">
      <FormErrors messages={errors.form} />
      <p className="font-semibold">Give this ticket back? Anyone can reserve it then.</p>
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="plain" isPending={isPending} pendingLabel="Releasing…">
          Yes, release it
        </Button>
        <Button look="quiet" onClick={() => setAsking(false)}>
          Keep it
        </Button>
      </div>
    </form>
  );
}
