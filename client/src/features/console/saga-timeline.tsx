import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { SagaEvent } from './api/schemas.ts';
import { Code } from './code.tsx';
import { durationText, utcOf } from './logic/moment.ts';
import { answerWords, eventWords } from './logic/saga-words.ts';
import { TraceId } from './trace-id.tsx';

/** A saga's history: each event in words, and what is needed to find its messages. */
export function SagaTimeline({ timeline }: { timeline: SagaEvent[] }) {
  const t = useTranslations('ops.saga');
  const startedAt = Date.parse(timeline[0]?.at ?? '');
  return (
    <Table
      label={t('timelineTable')}
      head={
        <>
          <Th>{t('when')}</Th>
          <Th isWide>{t('what')}</Th>
        </>
      }
    >
      {timeline.map((event) => (
        <tr key={event.position} className="hover:bg-paper">
          <Td>
            <time dateTime={event.at} className="whitespace-nowrap">
              {utcOf(event.at)}
            </time>
            <p className="text-muted">{t('sinceStart', { time: durationText(Date.parse(event.at) - startedAt) })}</p>
          </Td>
          <Td isWide>
            <EventText event={event} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

const alarming: readonly SagaEvent['type'][] = ['StepRefused', 'StepUnanswered', 'RetryScheduled', 'Parked'];

function EventText({ event }: { event: SagaEvent }) {
  const t = useTranslations('ops.saga');
  const answer = answerWords(t, event);
  return (
    <>
      <p className={`font-semibold wrap-anywhere ${alarming.includes(event.type) ? 'text-red' : ''}`}>
        {eventWords(t, event)}
      </p>
      {answer && <p>{answer}</p>}
      <Ids event={event} />
    </>
  );
}

/** Of commands only: other events are about the same messages. */
function Ids({ event: { correlationId, topic, traceId } }: { event: SagaEvent }) {
  const t = useTranslations('ops.saga');
  if (!correlationId) return null;
  return (
    <ul className="mt-1 text-muted">
      <li>
        {t('correlation')} <Code>{correlationId}</Code>
      </li>
      {topic && (
        <li>
          {t('topic')} <Code>{topic}</Code>
        </li>
      )}
      {traceId && (
        <li>
          {t('trace')} <TraceId of={traceId} />
        </li>
      )}
    </ul>
  );
}
