import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { readCurrentUser } from '@/api/server.ts';
import { ConfirmEmail } from '@/features/account/confirm-email.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mail'))('verifyTitle'), referrer: 'no-referrer' };
}

/** Where the mailed link leads: /verify?token=… */
export default async function VerifyPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const [{ token }, user, t] = await Promise.all([searchParams, readCurrentUser(), getTranslations('mail')]);
  return (
    <section className="mx-auto flex max-w-md flex-col gap-6">
      <h1 className="display text-4xl sm:text-5xl">{t('verifyTitle')}</h1>
      <ClientMessages namespaces={['mail', 'problems']}>
        <ConfirmEmail token={[token].flat()[0] ?? ''} isSignedIn={user !== null} />
      </ClientMessages>
    </section>
  );
}
