'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from './button.tsx';

/** Renders the page again on the server, keeping what the visitor has typed. */
export function RetryButton() {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button isPending={isPending} pendingLabel="Trying…" onClick={() => startTransition(() => router.refresh())}>
      Try again
    </Button>
  );
}
