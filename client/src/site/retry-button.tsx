'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/ui/button.tsx';

/** Renders the page again on the server, keeping what the visitor has typed. */
export function RetryButton({ label, pendingLabel }: { label: string; pendingLabel: string }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button isPending={isPending} pendingLabel={pendingLabel} onClick={() => startTransition(() => router.refresh())}>
      {label}
    </Button>
  );
}
