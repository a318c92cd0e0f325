'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { brand } from '@/site/brand.ts';
import { Button } from '@/ui/button.tsx';

/** Recovery codes, shown once. The heading gets the focus, so that nobody misses them. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  const t = useTranslations('factors');
  const heading = useRef<HTMLHeadingElement>(null);
  const [isCopied, setCopied] = useState(false);
  useEffect(() => heading.current?.focus(), []);

  const copy = () =>
    navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  const download = () => {
    const link = document.createElement('a');
    const url = URL.createObjectURL(new Blob([`${codes.join('\n')}\n`], { type: 'text/plain' }));
    link.href = url;
    link.download = `${brand.toLowerCase()}-recovery-codes.txt`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <section aria-labelledby="recovery-codes-title" className="rounded-card border-2 border-ink bg-card p-6">
      <h3 ref={heading} tabIndex={-1} id="recovery-codes-title" className="display text-xl">
        {t('recoveryCodesTitle')}
      </h3>
      <p className="mt-2 text-muted">{t('recoveryCodesText')}</p>
      <ol className="mt-4 grid gap-x-6 gap-y-1 font-mono text-base sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="mt-6 flex flex-wrap items-center gap-3">
        <Button look="plain" size="small" onClick={copy}>
          {t('copy')}
        </Button>
        <Button look="plain" size="small" onClick={download}>
          {t('download')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('codesKept')}
        </Button>
        <p role="status" className="font-semibold empty:hidden">
          {isCopied && t('copied')}
        </p>
      </div>
    </section>
  );
}
