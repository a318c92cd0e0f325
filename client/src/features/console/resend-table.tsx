import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import { Age } from './age.tsx';
import type { Resend } from './api/schemas.ts';
import { Code } from './code.tsx';
import { RowLink } from './row-link.tsx';

/** A letter's resends and their outcomes. */
export function ResendTable({ resends, now }: { resends: Resend[]; now: number }) {
  const t = useTranslations('ops.resends');
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th>{t('kind')}</Th>
          <Th>{t('status')}</Th>
          <Th isWide>{t('reports')}</Th>
          <Th isNumber>{t('sent')}</Th>
        </>
      }
    >
      {resends.toReversed().map(({ id, replayId, kind, skip, status, reports, publishedAt }) => (
        <tr key={id}>
          <Td>
            <RowLink href={`/ops/replays/${replayId}`}>{t(`kinds.${kind}`)}</RowLink>
            {skip && (
              <p>
                <Code>{skip}</Code>
              </p>
            )}
          </Td>
          <Td>{t(`statuses.${status}`)}</Td>
          <Td isWide>
            {reports.map(({ group, outcome, errorCode }) => (
              <p key={group} className="wrap-anywhere">
                {group}: {outcome}
                {errorCode && ` (${errorCode})`}
              </p>
            ))}
          </Td>
          <Td isNumber>{publishedAt ? <Age of={publishedAt} now={now} /> : t('aboutTo')}</Td>
        </tr>
      ))}
    </Table>
  );
}
