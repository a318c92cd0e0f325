'use client';

import { useTranslations } from 'next-intl';
import { MessagePage } from '@/site/message-page.tsx';
import { Button, ButtonLink } from '@/ui/button.tsx';

export default function ErrorPage({ retry }: { error: unknown; retry: () => void }) {
  const t = useTranslations('broken');
  return (
    <MessagePage
      title={t('title')}
      actions={
        <>
          <Button onClick={() => retry()}>{t('retry')}</Button>
          <ButtonLink look="plain" href="/">
            {t('browse')}
          </ButtonLink>
        </>
      }
    >
      <p>{t('text')}</p>
    </MessagePage>
  );
}
