import { useTranslations } from 'next-intl';
import { Table, Td, Th } from '@/ui/table.tsx';
import { Age } from './age.tsx';
import type { Letter } from './api/schemas.ts';
import { LetterState } from './letter-state.tsx';
import { RowLink } from './row-link.tsx';
import { Section } from './section.tsx';

/** The dead letters that name an order. */
export function OrderLetters({ letters, now }: { letters: Letter[]; now: number }) {
  const t = useTranslations('ops.letters');
  return (
    <Section title={t('title')}>
      <Table
        label={t('table')}
        head={
          <>
            <Th isWide>{t('error')}</Th>
            <Th from="sm">{t('consumer')}</Th>
            <Th>{t('state')}</Th>
            <Th isNumber>{t('failed')}</Th>
          </>
        }
      >
        {letters.map(({ id, error, group, topic, state, failedAgain, firstFailedAt }) => (
          <tr key={id} className="hover:bg-paper">
            <Td isWide>
              <RowLink href={`/ops/letters/${id}`}>{error.code}</RowLink>
              <p className="line-clamp-2 wrap-anywhere text-muted">{error.message}</p>
              <p className="wrap-anywhere text-muted sm:hidden">
                {group} ← {topic}
              </p>
            </Td>
            <Td from="sm">
              <p className="font-semibold">{group}</p>
              <p className="text-muted">{topic}</p>
            </Td>
            <Td>
              <LetterState state={state} failedAgain={failedAgain} />
            </Td>
            <Td isNumber>
              <Age of={firstFailedAt} now={now} />
            </Td>
          </tr>
        ))}
      </Table>
    </Section>
  );
}
