import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import { Age } from './age.tsx';
import type { Replay } from './api/schemas.ts';
import { Operator } from './operator.tsx';
import { ReplayStatus } from './replay-status.tsx';
import { RowLink } from './row-link.tsx';

export function ReplayTable({ replays, now }: { replays: Replay[]; now: number }) {
  const t = useTranslations('ops.replays');
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th>{t('kind')}</Th>
          <Th>{t('status')}</Th>
          <Th isNumber>{t('letters')}</Th>
          <Th isNumber from="sm">
            {t('succeeded')}
          </Th>
          <Th isNumber from="sm">
            {t('failed')}
          </Th>
          <Th isWide from="lg">
            {t('reason')}
          </Th>
          <Th from="md">{t('operator')}</Th>
          <Th isNumber>{t('begun')}</Th>
        </>
      }
    >
      {replays.map((replay) => (
        <tr key={replay.id} className="hover:bg-paper">
          <Td>
            <span className="whitespace-nowrap">
              <RowLink href={`/ops/replays/${replay.id}`}>
                {t(`kinds.${replay.kind}`)}
                <span className="sr-only"> {replay.id}</span>
              </RowLink>
            </span>
          </Td>
          <Td>
            <ReplayStatus replay={replay} />
          </Td>
          <Td isNumber>{replay.counts.selected}</Td>
          <Td isNumber from="sm">
            {replay.counts.succeeded}
          </Td>
          <Td isNumber from="sm">
            {replay.counts.failed}
          </Td>
          <Td isWide from="lg">
            <span className="line-clamp-2 wrap-anywhere">{replay.reason ?? '–'}</span>
          </Td>
          <Td from="md">
            <Operator email={replay.operator.email} />
          </Td>
          <Td isNumber>
            <Age of={replay.createdAt} now={now} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}
