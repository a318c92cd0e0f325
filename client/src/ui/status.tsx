import type { ReactNode } from 'react';

export type Tone = 'live' | 'done' | 'over';

const tones: Record<Tone, string> = {
  live: 'border-accent-ink text-accent-ink',
  done: 'border-ink bg-ink text-paper',
  over: 'border-line text-muted',
};

/** A status label. Its tone shows whether the state can change: live, done or over. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex h-7 items-center rounded-full border px-3 text-sm font-semibold whitespace-nowrap ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
