import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import { Age } from './age.tsx';
import type { LetterGroup } from './api/schemas.ts';
import { type LetterFilter, pathWith, selectionOf } from './logic/letter-filter.ts';
import { RowLink } from './row-link.tsx';
import { SelectionActions } from './selection-actions.tsx';

interface GroupTableProps {
  groups: LetterGroup[];
  filter: LetterFilter;
  bySchema: boolean;
  now: number;
}

/** Groups of letters that failed in the same way, so that one cause is fixed once. */
export function GroupTable({ groups, filter, bySchema, now }: GroupTableProps) {
  const t = useTranslations('ops.groups');
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th isNumber>{t('letters')}</Th>
          <Th isWide>{t('error')}</Th>
          <Th from="md">{t('consumer')}</Th>
          <Th from="lg">{t('schema')}</Th>
          <Th isNumber>{t('oldest')}</Th>
          <Th from="lg" isNumber>
            {t('latest')}
          </Th>
          <Th from="lg">
            <span className="sr-only">{t('actions')}</span>
          </Th>
        </>
      }
    >
      {groups.map((group) => (
        <GroupRow
          key={`${group.group} ${group.topic} ${group.errorCode} ${bySchema && group.schemaIds.join()}`}
          group={group}
          filter={filterOf(group, filter, bySchema)}
          now={now}
        />
      ))}
    </Table>
  );
}

/** The page's filter, narrowed to one group. */
function filterOf(of: LetterGroup, filter: LetterFilter, bySchema: boolean): LetterFilter {
  const { group, topic, errorCode, schemaIds } = of;
  const schemaId = schemaIds[0] === undefined ? 'none' : String(schemaIds[0]);
  return { ...filter, group, topic, errorCode, ...(bySchema && { schemaId }) };
}

function GroupRow({ group: of, filter, now }: { group: LetterGroup; filter: LetterFilter; now: number }) {
  const t = useTranslations('ops.groups');
  const { group, topic, errorCode, count, schemaIds, firstFailedAt, lastFailedAt, sample } = of;
  const selection = selectionOf(filter, now);
  const isWaiting = selection !== null;
  const about = t('about', { errorCode, group, topic });
  return (
    <tr className="hover:bg-paper">
      <Td isNumber>
        <span className="text-base font-semibold">{count}</span>
      </Td>
      <Td isWide>
        <RowLink href={pathWith('/ops/letters', filter)}>{errorCode}</RowLink>
        <p className="line-clamp-2 wrap-anywhere text-muted">{sample.message}</p>
        <p className="wrap-anywhere text-muted md:hidden">
          {group} ← {topic}
        </p>
        {selection && (
          <div className="mt-2 flex flex-wrap gap-2 lg:hidden">
            <SelectionActions selection={selection} about={about} />
          </div>
        )}
      </Td>
      <Td from="md">
        <p className="font-semibold">{group}</p>
        <p className="text-muted wrap-anywhere lg:whitespace-nowrap">{topic}</p>
      </Td>
      <Td from="lg">{schemaIds.length > 0 ? schemaIds.join(', ') : '–'}</Td>
      <Td isNumber>
        <Age of={firstFailedAt} now={now} isWaiting={isWaiting} />
      </Td>
      <Td from="lg" isNumber>
        <Age of={lastFailedAt} now={now} />
      </Td>
      <Td from="lg">
        {selection && (
          <div className="flex gap-2">
            <SelectionActions selection={selection} about={about} />
          </div>
        )}
      </Td>
    </tr>
  );
}
