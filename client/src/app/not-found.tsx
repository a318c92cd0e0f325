import type { Metadata } from 'next';
import { useTranslations } from 'next-intl';
import { getTranslations } from 'next-intl/server';
import { MessagePage } from '@/site/message-page.tsx';
import { ButtonLink } from '@/ui/button.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('notFound'))('pageTitle') };
}

export default function NotFoundPage() {
  const t = useTranslations('notFound');
  return (
    <MessagePage title={t('title')} actions={<ButtonLink href="/">{t('browse')}</ButtonLink>}>
      <p>{t('text')}</p>
    </MessagePage>
  );
}
