'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/ui/button.tsx';

/** Copies a text, and says so. @param about what is copied, for screen readers */
export function CopyButton({ text, about }: { text: string; about: string }) {
  const t = useTranslations('ops.saga');
  const [isCopied, setCopied] = useState(false);
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  return (
    <div className="flex items-center gap-3">
      <Button look="plain" size="small" onClick={copy}>
        {t('copy')}
        <span className="sr-only"> {about}</span>
      </Button>
      <p role="status" className="text-sm font-semibold empty:hidden">
        {isCopied && t('copied')}
      </p>
    </div>
  );
}
