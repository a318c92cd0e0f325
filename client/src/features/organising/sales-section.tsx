'use client';

import { useTranslations } from 'next-intl';
import { useCallback } from 'react';
import type { FreeSeats } from '@/api/schemas.ts';
import type { Hall } from '@/features/events/hall.ts';
import { MapLegend } from '@/features/events/map-legend.tsx';
import { useFreeSeats } from '@/features/events/use-free-seats.ts';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { Pool } from './api/schemas.ts';
import { MapPreview } from './map-preview.tsx';
import { type Sales, salesOf } from './sales.ts';

const seen = () => {};

/** How many places are sold or reserved, by section, and where the free ones are. It follows the sale. */
export function SalesSection({ hall, pools }: { hall: Hall; pools: readonly Pool[] }) {
  const t = useTranslations('organise.sales');
  const { free, isLost } = useFreeSeats(hall.performanceId, useCallback(seen, []));
  return (
    <section aria-labelledby="sales" className="flex flex-col gap-4">
      <h2 id="sales" className="display text-2xl">
        {t('title')}
      </h2>
      <p className="max-w-2xl text-muted">{t('text')}</p>
      {isLost && (
        <p role="status" className="font-semibold">
          {t(free ? 'lost' : 'notYet')}
        </p>
      )}
      {free && (
        <>
          <SalesTable hall={hall} pools={pools} free={free} />
          <MapPreview hall={hall} free={free} label={t('map')} />
          <MapLegend hall={hall} of="sale" />
        </>
      )}
    </section>
  );
}

function SalesTable({ hall, pools, free }: { hall: Hall; pools: readonly Pool[]; free: FreeSeats }) {
  const t = useTranslations('organise.sales');
  const { sections, total } = salesOf(hall.sections, pools, free);
  const cells = ({ taken, free: left, heldBack, places }: Sales) => (
    <>
      <Td isNumber>{taken}</Td>
      <Td isNumber>{left}</Td>
      <Td isNumber>{heldBack}</Td>
      <Td isNumber>{places}</Td>
    </>
  );
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th isWide>{t('section')}</Th>
          <Th isNumber>{t('taken')}</Th>
          <Th isNumber>{t('free')}</Th>
          <Th isNumber>{t('heldBack')}</Th>
          <Th isNumber>{t('places')}</Th>
        </>
      }
    >
      {sections.map(({ id, name, ...sales }) => (
        <tr key={id}>
          <Td>{name}</Td>
          {cells(sales)}
        </tr>
      ))}
      <tr className="font-semibold">
        <Td>{t('total')}</Td>
        {cells(total)}
      </tr>
    </Table>
  );
}
