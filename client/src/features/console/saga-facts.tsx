import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { eventPath } from '@/site/paths.ts';
import { Moment } from './age.tsx';
import type { Saga, SagaSummary } from './api/schemas.ts';
import { Code } from './code.tsx';
import { Facts } from './facts.tsx';
import { pathWith } from './logic/letter-filter.ts';
import { orderViewPath } from './logic/order-id.ts';
import { sagasPath } from './logic/saga-filter.ts';
import { subjectOf } from './logic/saga-subject.ts';
import { codeWords } from './logic/saga-words.ts';
import { RowLink } from './row-link.tsx';
import { SagaDeadline } from './saga-deadline.tsx';

export function SagaFacts({ saga, now }: { saga: Saga; now: number }) {
  const t = useTranslations('ops.saga');
  const { orderId, personId, performanceId } = subjectOf(saga.data);
  const when = saga.deadlineAt && <SagaDeadline at={saga.deadlineAt} now={now} />;
  return (
    <Facts
      facts={[
        { name: t('definition'), value: `${saga.definition}, ${t('version', { version: saga.definitionVersion })}` },
        { name: t('step'), value: saga.step },
        { name: t('deadline'), value: saga.waitsFor && when && t.rich(`waits.${saga.waitsFor}`, { when: () => when }) },
        { name: t('why'), value: <Problem of={saga.alarm} /> },
        { name: t('error'), value: <Problem of={saga.error} /> },
        { name: t('started'), value: <Moment of={saga.createdAt} now={now} /> },
        { name: t('updated'), value: <Moment of={saga.updatedAt} now={now} /> },
        {
          name: t('order'),
          value: orderId && (
            <Subject
              id={orderId}
              links={[
                { text: t('orderPage'), href: orderViewPath(orderId) },
                { text: t('lettersOf'), href: lettersOf(orderId) },
              ]}
            />
          ),
        },
        {
          name: t('person'),
          value: personId && (
            <Subject id={personId} links={[{ text: t('sagasOf'), href: sagasPath({ search: personId }) }]} />
          ),
        },
        {
          name: t('performance'),
          value: performanceId && (
            <Subject
              id={performanceId}
              links={[
                { text: t('public'), href: eventPath(performanceId) },
                { text: t('sagasOf'), href: sagasPath({ search: performanceId }) },
              ]}
            />
          ),
        },
        { name: t('letters'), value: <RowLink href={lettersOf(saga.id)}>{t('lettersOf')}</RowLink> },
      ]}
    />
  );
}

const lettersOf = (search: string) => pathWith('/ops/letters', { search, state: 'all' });

function Problem({ of }: { of: SagaSummary['alarm'] }): ReactNode {
  const t = useTranslations('ops.saga');
  if (!of) return '–';
  return `${of.step ? `${of.step}: ` : ''}${codeWords(t, of.code)}`;
}

function Subject({ id, links }: { id: string; links: { text: string; href: string }[] }) {
  return (
    <>
      <Code>{id}</Code>
      <span className="flex flex-wrap gap-x-4 gap-y-2">
        {links.map(({ text, href }) => (
          <RowLink key={href} href={href} isStrong={false}>
            {text}
            <span className="sr-only"> {id}</span>
          </RowLink>
        ))}
      </span>
    </>
  );
}
