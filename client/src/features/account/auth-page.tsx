import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { readCurrentUser } from '@/api/server.ts';
import { ClientMessages } from '@/site/client-messages.tsx';
import { resetPath } from '@/site/paths.ts';
import { Notice } from '@/ui/notice.tsx';
import { PageLink } from '@/ui/page-link.tsx';
import { CredentialsForm } from './credentials-form.tsx';
import { safeNextPath } from './safe-next-path.ts';

const otherPage = {
  signin: { question: 'newHere', other: 'signup' },
  signup: { question: 'haveAccount', other: 'signin' },
} as const;

export interface AuthPageProps {
  purpose: keyof typeof otherPage;
  searchParams: Promise<{ next?: string | string[]; reason?: string | string[] }>;
}

/** The page of `/auth/signin` or `/auth/signup`. Redirects a signed-in visitor to their destination. */
export async function AuthPage({ purpose, searchParams }: AuthPageProps) {
  const [{ next: wanted, reason }, user, t] = await Promise.all([
    searchParams,
    readCurrentUser(),
    getTranslations('account'),
  ]);
  const next = safeNextPath(wanted);
  if (user) redirect(next);
  const { question, other } = otherPage[purpose];
  return (
    <section className="mx-auto flex max-w-md flex-col gap-6">
      <h1 className="display text-5xl sm:text-6xl">{t(purpose)}</h1>
      {reason === 'expired' && <Notice role="status">{t('sessionEnded')}</Notice>}
      <ClientMessages namespaces={purpose === 'signin' ? ['account', 'factors', 'problems'] : ['account', 'problems']}>
        <CredentialsForm purpose={purpose} next={next} />
      </ClientMessages>
      {purpose === 'signin' && (
        <p>
          <PageLink href={resetPath} className="font-semibold text-accent-ink underline underline-offset-4">
            {t('forgotPassword')}
          </PageLink>
        </p>
      )}
      <p className="text-muted">
        {t(question)}{' '}
        <PageLink
          href={`/auth/${other}?${new URLSearchParams({ next })}`}
          className="font-semibold text-accent-ink underline underline-offset-4"
        >
          {t(other)}
        </PageLink>
      </p>
    </section>
  );
}
