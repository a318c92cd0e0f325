import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readCurrentUser } from '@/api/server.ts';
import { MessagePage } from '@/site/message-page.tsx';
import { accountPath } from '@/site/paths.ts';
import { ButtonLink } from '@/ui/button.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('deletedTitle') };
}

export default async function DeletedPage() {
  const [user, t] = await Promise.all([readCurrentUser(), getTranslations('account')]);
  if (user) redirect(accountPath);
  return (
    <MessagePage title={t('deletedTitle')} actions={<ButtonLink href="/">{t('browse')}</ButtonLink>}>
      <p>{t('deletedText')}</p>
    </MessagePage>
  );
}
