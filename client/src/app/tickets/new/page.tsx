import type { Metadata } from 'next';
import { TicketForm } from '../../../components/ticket-form.tsx';
import { requireUser } from '../../../lib/api/require-user.ts';

export const metadata: Metadata = { title: 'Sell a ticket' };

export default async function SellPage() {
  await requireUser('/tickets/new');
  return (
    <>
      <h1 className="display mb-8 text-4xl sm:text-5xl">Sell a ticket</h1>
      <TicketForm />
    </>
  );
}
