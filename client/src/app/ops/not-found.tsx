import { getTranslations } from 'next-intl/server';
import { MessagePage } from '../../components/site/message-page.tsx';
import { ButtonLink } from '../../components/ui/button.tsx';
import { readCurrentUser } from '../../lib/api/server.ts';
import { isOperator } from '../../lib/ops/operator.ts';
import NotFoundPage from '../not-found.tsx';

/** To operators: what was here is dealt with. To everybody else there is no console. */
export default async function OpsNotFoundPage() {
  if (!isOperator(await readCurrentUser())) return <NotFoundPage />;
  const t = await getTranslations('ops.notFound');
  return (
    <MessagePage title={t('title')} actions={<ButtonLink href="/ops/letters">{t('letters')}</ButtonLink>}>
      <p>{t('text')}</p>
    </MessagePage>
  );
}
