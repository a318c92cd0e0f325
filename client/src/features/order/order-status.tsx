import { useTranslations } from 'next-intl';
import type { Order } from '@/api/schemas.ts';
import { Status, type Tone } from '@/ui/status.tsx';
import { type OrderPhase, orderPhase } from './order-phase.ts';

const tones: Record<OrderPhase, Tone> = {
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
  return <Status tone={tones[phase]}>{t(phase === 'ended' ? endOf(order) : phase)}</Status>;
}

function endOf({ cancelReason }: Pick<Order, 'cancelReason'>): 'expired' | 'eventCancelled' | 'refunding' | 'ended' {
  if (cancelReason === 'expired') return 'expired';
  if (cancelReason === 'refunded') return 'refunding';
  return cancelReason === 'event_cancelled' ? 'eventCancelled' : 'ended';
}
