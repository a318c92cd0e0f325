import { useFormatter, useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import type { ServiceStatus } from './api/schemas.ts';
import { Count } from './consumer-table.tsx';
import { ageText, urgencyOf } from './logic/moment.ts';

/** What is waiting inside the services: parked events, outboxes, the replication slot. */
export function ServiceTable({ services }: { services: ServiceStatus[] }) {
  const t = useTranslations('ops.services');
  return (
    <Table
      label={t('table')}
      head={
        <>
          <Th isWide>{t('service')}</Th>
          <Th isNumber>{t('parked')}</Th>
          <Th isNumber>{t('outbox')}</Th>
          <Th isNumber>{t('slot')}</Th>
        </>
      }
    >
      {services.map(({ name, isThere, parkedEvents, parkedOldestAgeSeconds, outboxPending, ...service }) => (
        <tr key={name} className="hover:bg-paper">
          <Td isWide>
            <span className="font-semibold">{name}</span>
            {!isThere && <span className="ml-2">{t('unavailable')}</span>}
          </Td>
          <Td isNumber>
            <CountSince count={parkedEvents} seconds={parkedOldestAgeSeconds} />
          </Td>
          <Td isNumber>
            <CountSince count={outboxPending} seconds={service.outboxOldestAgeSeconds} />
          </Td>
          <Td isNumber>
            <Bytes of={service.slotLagBytes} />
          </Td>
        </tr>
      ))}
    </Table>
  );
}

const colours = { calm: 'text-muted', late: 'text-amber', 'very late': 'text-red' } as const;

/** Empty when it does not apply to a service. */
function CountSince({ count, seconds }: { count: number | undefined; seconds: number | undefined }) {
  if (count === undefined) return <span className="text-muted">–</span>;
  return (
    <>
      <Count of={count} />
      {count > 0 && seconds !== undefined && (
        <span className={`ml-2 ${colours[urgencyOf(seconds)]}`}>{ageText(seconds)}</span>
      )}
    </>
  );
}

function Bytes({ of }: { of: number | undefined }) {
  const format = useFormatter();
  if (of === undefined) return <span className="text-muted">–</span>;
  const kibibytes = of / 1024;
  return `${format.number(kibibytes, { maximumFractionDigits: kibibytes < 10 ? 1 : 0 })} KiB`;
}
