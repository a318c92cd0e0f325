import { useTranslations } from 'next-intl';
import { Moment } from './age.tsx';
import type { LetterDetail } from './api/schemas.ts';
import { Code } from './code.tsx';
import { Facts } from './facts.tsx';
import { MessageKey } from './message-key.tsx';
import { TraceId } from './trace-id.tsx';

const schemaName = (schema: unknown): string | null =>
  typeof schema === 'object' && schema !== null && 'name' in schema ? String(schema.name) : null;

export function LetterFacts({ letter, now }: { letter: LetterDetail; now: number }) {
  const t = useTranslations('ops.letter');
  const { origin, key, schemaId, position, traceId, discard } = letter;
  const place = origin.partition === null ? '' : ` / ${origin.partition} / ${origin.offset}`;
  const code = (text: string | null) => text && <Code>{text}</Code>;
  return (
    <Facts
      facts={[
        { name: t('consumer'), value: letter.group },
        { name: t('topic'), value: code(letter.topic) },
        { name: t('origin'), value: code(`${origin.topic}${place}`) },
        { name: t('key'), value: key && <MessageKey topic={letter.topic} of={key} /> },
        { name: t('eventId'), value: code(letter.eventId) },
        { name: t('position'), value: code(position) },
        {
          name: t('schema'),
          value: schemaId === null ? null : [schemaId, schemaName(letter.schema)].filter(Boolean).join(' · '),
        },
        { name: t('trace'), value: traceId && <TraceId of={traceId} /> },
        { name: t('attempts'), value: letter.attempts },
        { name: t('firstFailed'), value: <Moment of={letter.firstFailedAt} now={now} /> },
        { name: t('lastFailed'), value: <Moment of={letter.lastFailedAt} now={now} /> },
        { name: t('places'), value: code(letter.places.join(', ')) },
        ...(discard
          ? [
              { name: t('discarded'), value: <Moment of={discard.at} now={now} /> },
              { name: t('discardReason'), value: discard.reason },
              { name: t('skipped'), value: code(discard.skip) },
            ]
          : []),
      ]}
    />
  );
}
