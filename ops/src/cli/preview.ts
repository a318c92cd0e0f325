import type { DryRun } from '@ticketing/api-client';
import { table } from './output.ts';

/** Describes the selected letters before confirmation. */
export function previewText({ count, groups, skip }: DryRun, width: number | undefined): string {
  if (count === 0) return 'No open letter matches.';
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

function versionsText({ versioned, withPosition, byHand }: DryRun['skip']): string {
  if (versioned === 0) return '';
  const summary = `${versioned} of them are versioned events, which others may wait for`;
  return byHand === 0
    ? `${summary}; all have a position.`
    : `${summary}; ${withPosition} with a position, ${byHand} without.`;
}
