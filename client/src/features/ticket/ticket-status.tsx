import { useTranslations } from 'next-intl';
import type { Ticket } from '@/api/schemas.ts';
import { Status, type Tone } from '@/ui/status.tsx';

const tones: Record<Ticket['status'], Tone> = { available: 'live', reserved: 'over', sold: 'over', withdrawn: 'over' };

export function TicketStatus({ ticket: { status, isSaleOver } }: { ticket: Pick<Ticket, 'status' | 'isSaleOver'> }) {
  const t = useTranslations('ticket');
  if (status === 'available' && isSaleOver) return <Status tone="over">{t('saleOver')}</Status>;
  return <Status tone={tones[status]}>{t(`status.${status}`)}</Status>;
}
