import { useTranslations } from 'next-intl';
import { Status, type Tone } from '@/ui/status.tsx';
import type { ShownState } from './sale-state.ts';

const tones: Partial<Record<ShownState, Tone>> = { on_sale: 'live', draft: 'busy' };

/** Whether places are on sale, in a word. */
export function SaleStatus({ state }: { state: ShownState }) {
  const t = useTranslations('event.sale');
  return <Status tone={tones[state] ?? 'over'}>{t(state)}</Status>;
}
