'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { Button } from '@/ui/button.tsx';

/** Refreshes the page from the server and keeps typed input. */
export function RetryButton({ label, pendingLabel }: { label: string; pendingLabel: string }) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  return (
    <Button isPending={isPending} pendingLabel={pendingLabel} onClick={() => startTransition(() => router.refresh())}>
      {label}
    </Button>
  );
}
