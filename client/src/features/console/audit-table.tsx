import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { AuditEntry } from './api/schemas.ts';
import { Code } from './code.tsx';
import { utcOf } from './logic/moment.ts';
import { Operator } from './operator.tsx';
import { RowLink } from './row-link.tsx';
import { SelectionText } from './selection-text.tsx';

/** The audit log: operator, action, time, reason and letters. */
export function AuditTable({ entries }: { entries: AuditEntry[] }) {
  const t = useTranslations('ops.audit');
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th>{t('when')}</Th>
          <Th from="md">{t('who')}</Th>
          <Th>{t('what')}</Th>
          <Th isWide>{t('why')}</Th>
          <Th from="lg">{t('which')}</Th>
        </>
      }
    >
      {entries.map((entry) => (
        <AuditRow key={entry.id} entry={entry} />
      ))}
    </Table>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  const t = useTranslations('ops.audit');
  const { at, operator, action, letters, reason, selection, replayId, details } = entry;
  const what = t(`actions.${action}`, { count: letters });
  return (
    <tr className="hover:bg-paper">
      <Td>
        <time dateTime={at} className="md:whitespace-nowrap">
          {utcOf(at)}
        </time>
      </Td>
      <Td from="md">
        <Operator email={operator.email} />
      </Td>
      <Td>
        <div className="min-w-36">
          {replayId ? (
            <RowLink href={`/ops/replays/${replayId}`}>{what}</RowLink>
          ) : (
            <span className="font-semibold">{what}</span>
          )}
          {Object.entries(details).map(([name, value]) => (
            <p key={name} className="wrap-anywhere text-muted">
              <Code>
                {name}={String(value)}
              </Code>
            </p>
          ))}
          <p className="wrap-anywhere text-muted md:hidden">{operator.email}</p>
        </div>
      </Td>
      <Td isWide>
        <span className="block wrap-anywhere md:min-w-56">{reason ?? '–'}</span>
      </Td>
      <Td from="lg">
        <div className="max-w-80 min-w-56">
          <SelectionText selection={selection} />
        </div>
      </Td>
    </tr>
  );
}
