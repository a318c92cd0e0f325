import type { Preview } from './answers.ts';
import { table } from './output.ts';

/** What would be dealt with, for the person who is asked. */
export function previewText({ count, groups, skip }: Preview, width: number | undefined): string {
  if (count === 0) return 'No letter matches that waits to be dealt with.';
  const rows = table(
    [
      { title: 'LETTERS', of: ({ count: of }) => String(of) },
      { title: 'GROUP', of: ({ group }) => group },
      { title: 'TOPIC', of: ({ topic }) => topic },
      { title: 'ERROR', of: ({ errorCode }) => errorCode, isElastic: true },
    ],
    groups,
    width,
  );
  return [rows, versionsText(skip)].filter(Boolean).join('\n');
}

function versionsText({ versioned, withPosition, byHand }: Preview['skip']): string {
  if (versioned === 0) return '';
  const said = `${versioned} of them are counted events, which others may wait for`;
  return byHand === 0
    ? `${said}; all say where they stand.`
    : `${said}; ${withPosition} say where they stand, ${byHand} do not.`;
}
