import { getTranslations } from 'next-intl/server';
import { readOverview } from './api/server.ts';
import { ConsumerTable } from './consumer-table.tsx';
import { Section } from './section.tsx';
import { ServiceTable } from './service-table.tsx';
import { Unavailable } from './unavailable.tsx';

/** Consumers, outboxes and the replication slot. */
export async function LagTables() {
  const [answer, t] = await Promise.all([readOverview(), getTranslations('ops')]);
  if (!answer.ok) return <Unavailable problem={answer.problem} path="/ops" />;
  const { consumers, retries, services, replays } = answer.value;
  return (
    <div className="grid grid-cols-1 items-start gap-10 xl:grid-cols-2 xl:gap-6">
      <Section title={t('consumers.title')}>
        <ConsumerTable consumers={consumers} retries={retries} />
      </Section>
      <Section
        title={t('services.title')}
        aside={t('replays.atWork', { running: replays.running, waiting: replays.waiting })}
      >
        <ServiceTable services={services} />
      </Section>
    </div>
  );
}
