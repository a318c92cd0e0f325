'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { reserveTicket } from '@/api/browser.ts';
import { isAttemptOpen, isSignedOut, toFormFaults } from '@/api/problem.ts';
import { randomHex } from '@/api/random-hex.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { keepStatement } from '@/features/payment/reservation-statements.ts';
import { Button } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';
import { keepPendingReservation, takePendingReservation } from './pending-reservation.ts';

interface ReserveButtonProps {
  ticketId: string;
  /** An anonymous visitor signs in first; the reservation then goes on. */
  isSignedIn: boolean;
  label: string;
  pendingLabel: string;
}

export function ReserveButton({ ticketId, isSignedIn, label, pendingLabel }: ReserveButtonProps) {
  const router = useRouter();
  const key = useRef<string | null>(null);
  const ticketPath = `/tickets/${ticketId}`;

  const { errors, isPending, formProps } = useForm(async () => {
    if (!isSignedIn) {
      keepPendingReservation(sessionStorage, ticketId, Date.now());
      router.push(signInPath(ticketPath));
      return null;
    }
    // After a lost answer the same key is sent again: the ticket may be this visitor's already.
    key.current ??= randomHex(16);
    const answer = await reserveTicket(ticketId, key.current);
    if (answer.ok || !isAttemptOpen(answer.problem)) key.current = null;
    if (answer.ok) {
      keepStatement(answer.value);
      router.push(`/orders/${answer.value.id}`);
      return null;
    }
    if (isSignedOut(answer.problem)) {
      keepPendingReservation(sessionStorage, ticketId, Date.now());
      router.push(signInPath(ticketPath, 'expired'));
      return null;
    }
    // Most likely someone else reserved it first: show the ticket's current state beside the message.
    router.refresh();
    return toFormFaults(answer.problem, []);
  });

  // Back from the sign-in, which the visitor was sent to instead of the reservation.
  const { ref } = formProps;
  useEffect(() => {
    if (isSignedIn && takePendingReservation(sessionStorage, ticketId, Date.now())) ref.current?.requestSubmit();
  }, [isSignedIn, ticketId, ref]);

  return (
    <form {...formProps} className="flex flex-col gap-4">
      <FormErrors messages={errors.form} />
      <Button type="submit" wide isPending={isPending} pendingLabel={pendingLabel}>
        {label}
      </Button>
    </form>
  );
}
