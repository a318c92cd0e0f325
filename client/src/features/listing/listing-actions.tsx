'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTransition } from 'react';
import { relistListing, withdrawListing } from '@/api/browser.ts';
import { isSignedOut, toFormFaults } from '@/api/problem.ts';
import type { Ticket } from '@/api/schemas.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { Button, ButtonLink } from '@/ui/button.tsx';
import { FormErrors } from '@/ui/form-errors.tsx';
import { useForm } from '@/ui/use-form.ts';

/** The seller's actions for a listing. Withdrawing can be undone, so it needs no confirmation. */
export function ListingActions({ ticket }: { ticket: Pick<Ticket, 'id' | 'title' | 'status'> }) {
  const router = useRouter();
  const t = useTranslations('listings');
  const [isRefreshing, startTransition] = useTransition();
  const isWithdrawn = ticket.status === 'withdrawn';

  const { errors, isPending, formProps } = useForm(async () => {
    const answer = await (isWithdrawn ? relistListing : withdrawListing)(ticket.id);
    if (!answer.ok && isSignedOut(answer.problem)) {
      router.push(signInPath('/listings', 'expired'));
      return null;
    }
    startTransition(() => router.refresh());
    return answer.ok ? { fields: {}, form: [] } : toFormFaults(answer.problem, []);
  });

  if (ticket.status !== 'available' && !isWithdrawn) return null;
  return (
    <form {...formProps} className="relative z-1 flex flex-wrap items-center gap-2">
      {!isWithdrawn && (
        <ButtonLink look="plain" size="small" href={`/tickets/${ticket.id}/edit`} label={t('editNamed', ticket)}>
          {t('edit')}
        </ButtonLink>
      )}
      <Button
        type="submit"
        look="plain"
        size="small"
        aria-label={t(isWithdrawn ? 'relistNamed' : 'withdrawNamed', ticket)}
        isPending={isPending || isRefreshing}
        pendingLabel={t('working')}
      >
        {t(isWithdrawn ? 'relist' : 'withdraw')}
      </Button>
      <FormErrors messages={errors.form} />
    </form>
  );
}
