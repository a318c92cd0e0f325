import { getTranslations } from 'next-intl/server';
import { isOperator } from '@/api/operator.ts';
import { readCurrentUser } from '@/api/server.ts';
import NotFoundPage from '@/app/not-found.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { ButtonLink } from '@/ui/button.tsx';

/** Tells operators that the item is no longer there. For everyone else the console does not exist. */
export default async function OpsNotFoundPage() {
  if (!isOperator(await readCurrentUser())) return <NotFoundPage />;
  const t = await getTranslations('ops.notFound');
  return (
    <MessagePage title={t('title')} actions={<ButtonLink href="/ops/letters">{t('letters')}</ButtonLink>}>
      <p>{t('text')}</p>
    </MessagePage>
  );
}
