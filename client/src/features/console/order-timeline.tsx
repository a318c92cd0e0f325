import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { OrderEvent } from './api/schemas.ts';
import { Code, CodeBlock } from './code.tsx';
import { durationText, utcOf } from './logic/moment.ts';
import { Folded } from './section.tsx';
import { TraceId } from './trace-id.tsx';

/** An order's events, oldest first: where each is, who has processed it, and its value. */
export function OrderTimeline({ events, areTopicsRead }: { events: OrderEvent[]; areTopicsRead: boolean }) {
  const t = useTranslations('ops.order');
  const startedAt = Date.parse(events[0]?.at ?? '');
  return (
    <Table
      label={t('timelineTable')}
      head={
        <>
          <Th>{t('when')}</Th>
          <Th isWide>{t('event')}</Th>
        </>
      }
    >
      {events.map((event) => (
        <tr key={keyOf(event)}>
          <Td>
            <Instant of={event.at} />
            <p className="text-muted">{t('sinceStart', { time: durationText(Date.parse(event.at) - startedAt) })}</p>
          </Td>
          <Td isWide>
            <p className="font-semibold wrap-anywhere">{event.topic}</p>
            <Published event={event} areTopicsRead={areTopicsRead} />
            <Processed event={event} />
            <Ids event={event} />
            {event.published && <Value event={event} />}
          </Td>
        </tr>
      ))}
    </Table>
  );
}

/** On a phone, the time stands below the date. */
function Instant({ of }: { of: string }) {
  const [date, time] = utcOf(of).split(' ');
  return (
    <time dateTime={of}>
      <span className="whitespace-nowrap">{date}</span> <span className="whitespace-nowrap">{time}</span>
    </time>
  );
}

/** An event that was published twice is there twice. */
const keyOf = ({ topic, published, eventId }: OrderEvent): string =>
  `${topic} ${published?.partition}/${published?.offset} ${eventId}`;

interface Of {
  event: OrderEvent;
}

/** Whether the event is on its topic yet, and how long its relay took. */
function Published({ event: { written, published }, areTopicsRead }: Of & { areTopicsRead: boolean }) {
  const t = useTranslations('ops.order');
  if (published) {
    const place = `${published.partition}/${published.offset}`;
    const time = written && durationText(Date.parse(published.at) - Date.parse(written.at));
    return (
      <p>
        {written && time !== null ? t('relayed', { service: written.service, time, place }) : t('published', { place })}
      </p>
    );
  }
  if (!written) return null;
  return areTopicsRead ? (
    <p className="font-semibold text-amber">{t('waitsInOutbox', { service: written.service })}</p>
  ) : (
    <p>{t('inOutbox', { service: written.service })}</p>
  );
}

function Processed({ event: { processed, awaited, published, at } }: Of) {
  const t = useTranslations('ops.order');
  const from = Date.parse(published?.at ?? at);
  return (
    <>
      {processed.length > 0 && (
        <p>
          {t('processed', {
            by: processed
              .map(({ service, at: when }) => `${service} (+${durationText(Date.parse(when) - from)})`)
              .join(', '),
          })}
        </p>
      )}
      {awaited.length > 0 && <p className="font-semibold text-amber">{t('awaited', { by: awaited.join(', ') })}</p>}
    </>
  );
}

function Ids({ event: { eventId, traceId } }: Of) {
  const t = useTranslations('ops.order');
  return (
    <ul className="mt-1 text-muted">
      {eventId && (
        <li>
          {t('eventId')} <Code>{eventId}</Code>
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

function Value({ event: { value, problem, topic } }: Of) {
  const t = useTranslations('ops.order');
  if (problem) return <p className="text-red">{t('problem', { problem })}</p>;
  return (
    <Folded title={t('value')}>
      <CodeBlock label={t('valueOf', { topic })}>{JSON.stringify(value, null, 2)}</CodeBlock>
    </Folded>
  );
}
