import { useTranslations } from 'next-intl';
import type { Ticket } from '@/api/schemas.ts';
import { Status, type Tone } from '@/ui/status.tsx';

const tones: Record<Ticket['status'], Tone> = { available: 'live', reserved: 'over', sold: 'over', withdrawn: 'over' };

export function TicketStatus({ status }: Pick<Ticket, 'status'>) {
  return <Status tone={tones[status]}>{useTranslations('ticket.status')(status)}</Status>;
}
