import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import { Age } from './age.tsx';
import type { SagaSummary } from './api/schemas.ts';
import { Code } from './code.tsx';
import { utcOf } from './logic/moment.ts';
import { isOver } from './logic/saga-actions.ts';
import { codeWords } from './logic/saga-words.ts';
import { RowLink } from './row-link.tsx';
import { SagaDeadline } from './saga-deadline.tsx';
import { SagaState } from './saga-state.tsx';

interface SagaTableProps {
  label: string;
  sagas: SagaSummary[];
  now: number;
}

/** On a narrow screen, state, step and reason are below the saga instead of beside it. */
export function SagaTable({ label, sagas, now }: SagaTableProps) {
  const t = useTranslations('ops.sagas');
  return (
    <Table
      label={label}
      head={
        <>
          <Th isWide>{t('saga')}</Th>
          <Th from="sm">{t('state')}</Th>
          <Th from="md">{t('step')}</Th>
          <Th from="lg">{t('why')}</Th>
          <Th from="xl">{t('started')}</Th>
          <Th isNumber>{t('age')}</Th>
          <Th isNumber from="sm">
            {t('next')}
          </Th>
        </>
      }
    >
      {sagas.map((saga) => (
        <SagaRow key={saga.id} saga={saga} now={now} />
      ))}
    </Table>
  );
}

function SagaRow({ saga, now }: { saga: SagaSummary; now: number }) {
  const { id, definition, definitionVersion, status, step, createdAt, deadlineAt } = saga;
  return (
    <tr className="hover:bg-paper">
      <Td isWide>
        <RowLink href={`/ops/sagas/${id}`}>
          {definition} {definitionVersion}
          <span className="sr-only"> {id}</span>
        </RowLink>
        <p aria-hidden="true" className="text-muted">
          <Code>{id}</Code>
        </p>
        <p className="md:hidden">{step}</p>
        <div className="lg:hidden">
          <Why saga={saga} />
        </div>
        <div className="mt-2 sm:hidden">
          <SagaState status={status} />
        </div>
      </Td>
      <Td from="sm">
        <SagaState status={status} />
      </Td>
      <Td from="md">{step ?? '–'}</Td>
      <Td from="lg">
        <Why saga={saga} />
      </Td>
      <Td from="xl">
        <time dateTime={createdAt} className="whitespace-nowrap">
          {utcOf(createdAt)}
        </time>
      </Td>
      <Td isNumber>
        <Age of={createdAt} now={now} isWaiting={!isOver(status)} />
      </Td>
      <Td isNumber from="sm">
        {deadlineAt ? <SagaDeadline at={deadlineAt} now={now} /> : '–'}
      </Td>
    </tr>
  );
}

/** Why a person must look; otherwise why it is undone. */
function Why({ saga: { alarm, error } }: { saga: SagaSummary }) {
  const t = useTranslations('ops.saga');
  const reason = alarm ?? error;
  if (!reason) return null;
  return (
    <span className={`block wrap-anywhere lg:min-w-40 ${alarm ? 'font-semibold text-red' : ''}`}>
      {reason.step && `${reason.step}: `}
      {codeWords(t, reason.code)}
    </span>
  );
}
