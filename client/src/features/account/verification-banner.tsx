import { getTranslations } from 'next-intl/server';
import { readCurrentUser } from '@/api/server.ts';
import { ClientMessages } from '@/site/client-messages.tsx';
import { SendAgainForm } from './send-again-form.tsx';

/** On every page of a signed-in person who has not confirmed the address. */
export async function VerificationBanner() {
  const user = await readCurrentUser();
  if (!user || user.emailVerified) return null;
  const t = await getTranslations('mail');
  return (
    <aside aria-label={t('confirmTitle')} className="border-b border-line bg-wash print:hidden">
      <div className="mx-auto flex max-w-7xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-2 sm:px-6">
        <p className="min-w-0 wrap-anywhere">{t('confirm', { email: user.email })}</p>
        <ClientMessages namespaces={['mail', 'problems']}>
          <SendAgainForm />
        </ClientMessages>
      </div>
    </aside>
  );
}
