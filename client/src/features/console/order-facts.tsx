import { useTranslations } from 'next-intl';
import { eventPath } from '@/site/paths.ts';
import { Moment } from './age.tsx';
import type { OrderView } from './api/schemas.ts';
import { Code } from './code.tsx';
import { Facts } from './facts.tsx';
import { pathWith } from './logic/letter-filter.ts';
import { subjectOf, tracesOf } from './logic/order-view.ts';
import { sagasPath } from './logic/saga-filter.ts';
import { RowLink } from './row-link.tsx';
import { TraceId } from './trace-id.tsx';

/** What an order is about, and where more is to be found. */
export function OrderFacts({ order, now }: { order: OrderView; now: number }) {
  const t = useTranslations('ops.order');
  const { buyerId, ticketId, performanceId, sagaId, createdAt } = subjectOf(order.services);
  return (
    <Facts
      facts={[
        { name: t('created'), value: createdAt && <Moment of={createdAt} now={now} /> },
        {
          name: t('buyer'),
          value: buyerId && <Linked id={buyerId} href={sagasPath({ search: buyerId })} text={t('sagasOf')} />,
        },
        ...(ticketId
          ? [{ name: t('ticket'), value: <Linked id={ticketId} href={`/tickets/${ticketId}`} text={t('public')} /> }]
          : []),
        ...(performanceId
          ? [
              {
                name: t('performance'),
                value: <Linked id={performanceId} href={eventPath(performanceId)} text={t('public')} />,
              },
            ]
          : []),
        ...(sagaId ? [{ name: t('saga'), value: <RowLink href={`/ops/sagas/${sagaId}`}>{sagaId}</RowLink> }] : []),
        {
          name: t('letters'),
          value: (
            <RowLink href={pathWith('/ops/letters', { search: order.id, state: 'all' })}>
              {t('letterCount', { count: order.letters.length })}
            </RowLink>
          ),
        },
        { name: t('traces'), value: <Traces of={order.events} /> },
      ]}
    />
  );
}

function Linked({ id, href, text }: { id: string; href: string; text: string }) {
  return (
    <>
      <Code>{id}</Code>
      <span className="block">
        <RowLink href={href} isStrong={false}>
          {text}
          <span className="sr-only"> {id}</span>
        </RowLink>
      </span>
    </>
  );
}

function Traces({ of }: { of: OrderView['events'] }) {
  const traces = tracesOf(of);
  if (traces.length === 0) return '–';
  return (
    <ul className="flex flex-col gap-2">
      {traces.map(({ traceId, topics }) => (
        <li key={traceId}>
          <TraceId of={traceId} />
          <span className="block text-muted">{topics.join(', ')}</span>
        </li>
      ))}
    </ul>
  );
}
