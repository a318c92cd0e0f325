import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { Overview } from './api/schemas.ts';
import { Nothing } from './section.tsx';

/** Each consumer group's lag per topic, and its messages in retry topics. */
export function ConsumerTable({ consumers, retries }: Pick<Overview, 'consumers' | 'retries'>) {
  const t = useTranslations('ops.consumers');
  if (!consumers) return <Nothing>{t('unavailable')}</Nothing>;
  const retried = new Map(retries?.map(({ group, waiting }) => [group, waiting]));
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th>{t('group')}</Th>
          <Th isNumber>{t('lag')}</Th>
          <Th isNumber>{t('retried')}</Th>
          <Th isWide from="sm">
            {t('where')}
          </Th>
        </>
      }
    >
      {consumers.map(({ group, lag, topics }) => (
        <tr key={group} className="hover:bg-paper">
          <Td>
            <span className="font-semibold sm:whitespace-nowrap">{group}</span>
          </Td>
          <Td isNumber>
            <Count of={lag} />
          </Td>
          <Td isNumber>
            <Count of={retried.get(group) ?? 0} />
          </Td>
          <Td isWide from="sm">
            <span className="wrap-anywhere text-muted">
              {topics.map(({ topic, lag: of }) => `${topic} ${of}`).join(' · ') || '–'}
            </span>
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** Highlights numbers other than zero. */
export const Count = ({ of }: { of: number }) =>
  of === 0 ? <span className="text-muted">0</span> : <strong className="font-semibold">{of}</strong>;
