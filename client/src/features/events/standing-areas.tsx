'use client';

import { useTranslations } from 'next-intl';
import type { FreeSeats } from '@/api/schemas.ts';
import type { Choice } from './choice.ts';
import { categoryOf, type Hall } from './hall.ts';
import { Panel } from './panel.tsx';
import { QuantityStepper } from './quantity-stepper.tsx';
import { useSeatWords } from './use-seat-words.ts';

interface StandingAreasProps {
  hall: Hall;
  free: FreeSeats | null;
  choice: Choice;
  onChoose: (sectionId: string, quantity: number) => void;
}

/** Areas without seats: how many places are left, and how many are wanted. */
export function StandingAreas({ hall, free, choice, onChoose }: StandingAreasProps) {
  const t = useTranslations('event');
  const { money } = useSeatWords(hall);
  const areas = hall.sections.flatMap(({ id, name, standing }) => (standing ? [{ id, name, standing }] : []));
  if (areas.length === 0) return null;
  return (
    <Panel title={t('standing.title')}>
      {areas.map(({ id, name, standing }) => {
        const left = free?.standing[id] ?? standing.quota;
        const chosen = choice.standing?.sectionId === id ? choice.standing.quantity : 0;
        return (
          <div key={id} className="flex flex-col gap-1 border-t border-line pt-3">
            <QuantityStepper
              label={name}
              value={chosen}
              min={0}
              max={Math.min(hall.maxParty, left)}
              fewer={t('standing.fewer', { area: name })}
              more={t('standing.more', { area: name })}
              onChange={(quantity) => onChoose(id, quantity)}
            />
            <p className="figures text-sm text-muted">
              {money(categoryOf(hall, standing.categoryId).price)} · {t('best.left', { count: left })}
            </p>
          </div>
        );
      })}
    </Panel>
  );
}
