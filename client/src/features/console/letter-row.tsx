import { useTranslations } from 'next-intl';
import { Td } from '@/ui/table.tsx';
import { Age } from './age.tsx';
import type { Letter } from './api/schemas.ts';
import { LetterState } from './letter-state.tsx';
import { isSelectable } from './logic/letter-actions.ts';
import { MessageKey } from './message-key.tsx';
import { RowLink } from './row-link.tsx';

interface LetterRowProps {
  letter: Letter;
  now: number;
  isTicked: boolean;
  /** Omitted before hydration, when a tick would be lost. */
  onTick: (() => void) | undefined;
}

/** On a narrow screen, consumer and key are below the error instead of beside it. */
export function LetterRow({ letter, now, isTicked, onTick }: LetterRowProps) {
  const t = useTranslations('ops.letters');
  const { id, error, group, topic, key, attempts, firstFailedAt } = letter;
  const canBeTicked = isSelectable(letter);
  return (
    <tr className={isTicked && canBeTicked ? 'bg-wash' : 'hover:bg-paper'}>
      <Td>
        <input
          type="checkbox"
          aria-label={t('tick', { error: error.code, id })}
          checked={isTicked && canBeTicked}
          disabled={!canBeTicked || !onTick}
          onChange={onTick}
          className="size-5 accent-accent"
        />
      </Td>
      <Td isWide>
        <RowLink href={`/ops/letters/${id}`}>{error.code}</RowLink>
        <p className="line-clamp-2 wrap-anywhere text-muted lg:line-clamp-1">{error.message}</p>
        <p className="wrap-anywhere text-muted lg:hidden">
          {group} ← {topic}
        </p>
        {key !== null && (
          <p className="md:hidden">
            <MessageKey topic={topic} of={key} />
          </p>
        )}
        <div className="mt-2 sm:hidden">
          <LetterState state={letter.state} failedAgain={letter.failedAgain} />
        </div>
      </Td>
      <Td from="lg">
        <p className="font-semibold">{group}</p>
        <p className="whitespace-nowrap text-muted">{topic}</p>
      </Td>
      <Td from="md">
        <span className="line-clamp-2 w-44">{key === null ? '–' : <MessageKey topic={topic} of={key} />}</span>
      </Td>
      <Td from="xl" isNumber>
        {attempts}
      </Td>
      <Td from="sm">
        <LetterState state={letter.state} failedAgain={letter.failedAgain} />
      </Td>
      <Td isNumber>
        <Age of={firstFailedAt} now={now} isWaiting={canBeTicked} />
      </Td>
    </tr>
  );
}
