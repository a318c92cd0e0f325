import { useTranslations } from 'next-intl';
import type { Order } from '@/api/schemas.ts';
import { type OrderPhase, orderPhase } from './order-phase.ts';
import { Status, type Tone } from '@/ui/status.tsx';

const TONES: Record<OrderPhase, Tone> = {
  held: 'live',
  processing: 'live',
  complete: 'done',
  refunding: 'over',
  refunded: 'over',
  ended: 'over',
};

export function OrderStatus({ order }: { order: Pick<Order, 'status' | 'refund' | 'cancelReason'> }) {
  const t = useTranslations('order.status');
  const phase = orderPhase(order);
  return (
    <Status tone={TONES[phase]}>{t(phase === 'ended' && order.cancelReason === 'expired' ? 'expired' : phase)}</Status>
  );
}
