import { useFormatter, useTranslations } from 'next-intl';
import { Status, type Tone } from '@/ui/status.tsx';
import { Moment } from './age.tsx';
import type { OrderService } from './api/schemas.ts';
import { Code } from './code.tsx';
import { Facts } from './facts.tsx';
import { type ShownField, shownFields } from './logic/order-view.ts';
import { RowLink } from './row-link.tsx';
import { Folded, Section } from './section.tsx';

const tones: Record<OrderService['status'], Tone> = { found: 'busy', unknown: 'over', unavailable: 'failed' };

/** What a service keeps about an order. Names of tables and fields are those of its database, in every language. */
export function OrderInService({ service, now }: { service: OrderService; now: number }) {
  const t = useTranslations('ops.order');
  const { name, status, state, rows, outbox, parked } = service;
  return (
    <Section title={name} aside={<Status tone={tones[status]}>{state ?? t(`statuses.${status}`)}</Status>}>
      {status !== 'found' && <p className="text-sm text-muted">{t(`explained.${status}`)}</p>}
      {parked.length > 0 && <Parked events={parked} now={now} />}
      {rows.map((row) => (
        <div key={`${row.kind} ${row.id}`} className="flex flex-col gap-1">
          <h3 className="text-sm wrap-anywhere">
            <span className="font-semibold">{row.kind}</span>{' '}
            {row.kind === 'sagas' ? <RowLink href={`/ops/sagas/${row.id}`}>{row.id}</RowLink> : <Code>{row.id}</Code>}
          </h3>
          <Facts
            facts={shownFields(row.fields).map((field) => ({
              name: field.name,
              value: <FieldValue field={field} now={now} />,
            }))}
          />
        </div>
      ))}
      {outbox.length > 0 && (
        <Folded title={t('outbox', { count: outbox.length })}>
          <ul className="flex flex-col gap-2 text-sm">
            {outbox.map(({ eventId, topic, writtenAt }) => (
              <li key={eventId}>
                <p className="font-semibold wrap-anywhere">{topic}</p>
                <p>
                  <Moment of={writtenAt} now={now} />
                </p>
                <Code>{eventId}</Code>
              </li>
            ))}
          </ul>
        </Folded>
      )}
    </Section>
  );
}

function FieldValue({ field, now }: { field: ShownField; now: number }) {
  const format = useFormatter();
  switch (field.kind) {
    case 'amount':
      return format.number(field.value / 100, { style: 'currency', currency: field.currency });
    case 'instant':
      return <Moment of={field.value} now={now} />;
    case 'text':
      return field.name === 'sagaId' ? (
        <RowLink href={`/ops/sagas/${field.value}`}>{field.value}</RowLink>
      ) : (
        <Code>{field.value}</Code>
      );
  }
}

function Parked({ events, now }: { events: OrderService['parked']; now: number }) {
  const t = useTranslations('ops.order');
  return (
    <div className="rounded-card border border-line border-l-4 border-l-red bg-card px-4 py-3 text-sm">
      <p className="font-semibold">{t('parked', { count: events.length })}</p>
      <ul>
        {events.map(({ eventId, topic, stream, version, parkedAt }) => (
          <li key={eventId} className="wrap-anywhere">
            <Code>{`${stream}@${version}`}</Code> {topic} <Moment of={parkedAt} now={now} />
          </li>
        ))}
      </ul>
    </div>
  );
}
