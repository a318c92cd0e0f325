import type { ReactNode } from 'react';
import { ErrorMark } from './error-mark.tsx';

/** `busy`: work is under way. `failed` and `good` are outcomes for operators. */
export type Tone = 'live' | 'busy' | 'failed' | 'good' | 'done' | 'over';

const tones: Record<Tone, string> = {
  live: 'border-accent-ink text-accent-ink',
  busy: 'border-wash bg-wash text-accent-ink',
  failed: 'border-red text-red',
  good: 'border-green text-green',
  done: 'border-ink bg-ink text-paper',
  over: 'border-line text-muted',
};

/** A status label. Its tone repeats what its text says. */
export function Status({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-flex h-7 items-center gap-1 rounded-full border px-3 text-sm font-semibold whitespace-nowrap ${tones[tone]}`}
    >
      {tone === 'failed' && <ErrorMark />}
      {children}
    </span>
  );
}
