import { useEffect, useRef, useState } from 'react';
import type { ApiAnswer } from '@/api/call-api.ts';
import { type Fault, faultOf } from '@/api/problem.ts';

export type DryRunOutcome<T> =
  | { status: 'asking' }
  | { status: 'known'; value: T }
  | { status: 'refused'; faults: Fault[] };

/** Requests a dry run once, when the dialog opens. */
export function useDryRun<T>(attempt: () => Promise<ApiAnswer<T>>): DryRunOutcome<T> {
  const [outcome, setOutcome] = useState<DryRunOutcome<T>>({ status: 'asking' });
  const first = useRef(attempt);

  useEffect(() => {
    let isGone = false;
    void first.current().then((answer) => {
      if (isGone) return;
      setOutcome(
        answer.ok ? { status: 'known', value: answer.value } : { status: 'refused', faults: [faultOf(answer.problem)] },
      );
    });
    return () => {
      isGone = true;
    };
  }, []);

  return outcome;
}
