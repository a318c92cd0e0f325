import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readCurrentUser } from '@/api/server.ts';
import { SignOutForm } from '@/features/account/sign-out-form.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { MessagePage } from '@/site/message-page.tsx';
import { ButtonLink } from '@/ui/button.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('signout') };
}

// Needs a click, because a link on another site must not be able to end a session.
export default async function SignOutPage() {
  const [user, t] = await Promise.all([readCurrentUser(), getTranslations('account')]);
  if (!user) {
    return (
      <MessagePage title={t('signedOutTitle')} actions={<ButtonLink href="/">{t('browse')}</ButtonLink>}>
        <p>{t('signedOutText')}</p>
      </MessagePage>
    );
  }
  return (
    <MessagePage
      title={t('signoutTitle')}
      actions={
        <ClientMessages namespaces={['account', 'problems']}>
          <SignOutForm />
        </ClientMessages>
      }
    >
      <p className="wrap-anywhere">{t('signoutText', { email: user.email })}</p>
    </MessagePage>
  );
}
