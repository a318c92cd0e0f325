import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { isRefusedWith } from '@/api/problem.ts';
import { readTicket } from '@/api/server.ts';
import { requireUser } from '@/features/account/require-user.ts';
import { ListingForm } from '@/features/listing/listing-form.tsx';
import { TicketWatcher } from '@/features/ticket/ticket-watcher.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { ButtonLink } from '@/ui/button.tsx';

export async function generateMetadata({ params }: EditPageProps): Promise<Metadata> {
  const [{ ticketId }, t] = await Promise.all([params, getTranslations('listing')]);
  const answer = await readTicket(ticketId);
  return { title: answer.ok ? t('editTitleOf', { title: answer.value.title }) : t('editTitle') };
}

interface EditPageProps {
  params: Promise<{ ticketId: string }>;
}

const locked = { sold: 'lockedSold', reserved: 'lockedHeld', withdrawn: 'lockedWithdrawn' } as const;

export default async function EditPage({ params }: EditPageProps) {
  const { ticketId } = await params;
  const [user, answer, t] = await Promise.all([
    requireUser(`/tickets/${ticketId}/edit`),
    readTicket(ticketId),
    getTranslations('listing'),
  ]);
  if (!answer.ok) {
    if (isRefusedWith(answer.problem, 404)) notFound();
    return <ServiceUnavailablePage what="listing" />;
  }
  const ticket = answer.value;
  const back = <ButtonLink href={`/tickets/${ticketId}`}>{t('seeTicket')}</ButtonLink>;
  if (ticket.userId !== user.id) {
    return (
      <MessagePage title={t('notYoursTitle')} actions={back}>
        <p>{t('notYoursText')}</p>
      </MessagePage>
    );
  }
  if (ticket.status !== 'available') {
    return (
      <MessagePage title={t('lockedTitle')} actions={back}>
        <TicketWatcher id={ticket.id} version={ticket.version} status={ticket.status} />
        <p>{t(locked[ticket.status])}</p>
      </MessagePage>
    );
  }
  return (
    <>
      <h1 className="display mb-8 text-5xl sm:text-6xl">{t('editTitle')}</h1>
      <ClientMessages namespaces={['listing', 'categories', 'ticket', 'browse', 'problems']}>
        <ListingForm ticket={ticket} userId={user.id} />
      </ClientMessages>
    </>
  );
}
