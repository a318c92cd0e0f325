import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { ResetForm } from '@/features/account/reset-form.tsx';
import { ResetRequestForm } from '@/features/account/reset-request-form.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('mail'))('resetTitle'), referrer: 'no-referrer' };
}

/** Asks for a link, or, where the link leads, for the new password: /reset?token=… */
export default async function ResetPage({ searchParams }: { searchParams: Promise<{ token?: string | string[] }> }) {
  const [{ token: given }, t] = await Promise.all([searchParams, getTranslations('mail')]);
  const token = [given].flat()[0];
  return (
    <section className="mx-auto flex max-w-md flex-col gap-6">
      <h1 className="display text-4xl sm:text-5xl">{t('resetTitle')}</h1>
      <p className="text-muted">{t(token ? 'resetNewText' : 'resetText')}</p>
      <ClientMessages namespaces={['mail', 'account', 'problems']}>
        {token ? <ResetForm token={token} /> : <ResetRequestForm />}
      </ClientMessages>
    </section>
  );
}
