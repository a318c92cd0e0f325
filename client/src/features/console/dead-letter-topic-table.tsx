import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import { Age } from './age.tsx';
import type { DeadLetterTopic } from './api/schemas.ts';
import { pathWith } from './logic/letter-filter.ts';
import { RowLink } from './row-link.tsx';
import { Nothing } from './section.tsx';

/** Open letters of each dead-letter topic, with age and error. Empty topics are only counted. */
export function DeadLetterTopicTable({ topics, now }: { topics: DeadLetterTopic[]; now: number }) {
  const t = useTranslations('ops.topics');
  const waiting = topics.filter(({ open }) => open > 0);
  if (waiting.length === 0) return <Nothing>{t('none')}</Nothing>;
  return (
    <>
      <Table
        label={t('table')}
        head={
          <>
            <Th isNumber>{t('open')}</Th>
            <Th isWide>{t('topic')}</Th>
            <Th from="md">{t('errors')}</Th>
            <Th isNumber>{t('oldest')}</Th>
          </>
        }
      >
        {waiting.map((topic) => (
          <TopicRow key={topic.name} topic={topic} now={now} />
        ))}
      </Table>
      <p className="text-sm text-muted">{t('empty', { count: topics.length - waiting.length })}</p>
    </>
  );
}

function TopicRow({ topic, now }: { topic: DeadLetterTopic; now: number }) {
  const { name, open, oldestAt } = topic;
  return (
    <tr className="hover:bg-paper">
      <Td isNumber>
        <span className="text-base font-semibold">{open}</span>
      </Td>
      <Td isWide>
        <RowLink href={pathWith('/ops/letters', { group: topic.group, topic: topic.topic })}>{name}</RowLink>
        <div className="md:hidden">
          <TopErrors topic={topic} />
        </div>
      </Td>
      <Td from="md">
        <TopErrors topic={topic} />
      </Td>
      <Td isNumber>{oldestAt && <Age of={oldestAt} now={now} isWaiting />}</Td>
    </tr>
  );
}

const TopErrors = ({ topic: { group, topic, topErrors } }: { topic: DeadLetterTopic }) => (
  <ul className="md:whitespace-nowrap">
    {topErrors.map(({ errorCode, count }) => (
      <li key={errorCode}>
        <RowLink href={pathWith('/ops/letters', { group, topic, errorCode })} isStrong={false}>
          {errorCode}
        </RowLink>{' '}
        <span className="text-muted">{count}</span>
      </li>
    ))}
  </ul>
);
