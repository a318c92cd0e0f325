import { useTranslations } from 'next-intl';
import { Status } from '@/ui/status.tsx';
import type { SaleState } from './sale-state.ts';

/** Whether places are on sale, in a word. */
export function SaleStatus({ state }: { state: SaleState }) {
  const t = useTranslations('event.sale');
  return <Status tone={state === 'on_sale' ? 'live' : 'over'}>{t(state)}</Status>;
}
