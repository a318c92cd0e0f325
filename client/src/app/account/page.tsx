import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { isSignedOut } from '@/api/problem.ts';
import { readSessions } from '@/api/server.ts';
import { EndSessionsForm } from '@/features/account/end-sessions-form.tsx';
import { PasswordForm } from '@/features/account/password-form.tsx';
import { requireUser } from '@/features/account/require-user.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { SessionList } from '@/features/account/session-list.tsx';
import { readFactors } from '@/features/factors/api/server.ts';
import { FactorSettings } from '@/features/factors/factor-settings.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { accountPath } from '@/site/paths.ts';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

interface AccountPageProps {
  searchParams: Promise<{ reason?: string | string[] }>;
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const user = await requireUser(accountPath);
  const [answer, factors, { reason }, t] = await Promise.all([
    readSessions(),
    readFactors(),
    searchParams,
    getTranslations('account'),
  ]);
  if (!answer.ok || !factors.ok) {
    if ([answer, factors].some((given) => !given.ok && isSignedOut(given.problem)))
      redirect(signInPath(accountPath, 'expired'));
    return <ServiceUnavailablePage what="account" />;
  }
  const hasOthers = answer.value.some(({ isCurrent }) => !isCurrent);
  return (
    <ClientMessages namespaces={['account', 'factors', 'problems']}>
      <div className="mx-auto flex max-w-3xl flex-col gap-12">
        <header className="flex flex-col gap-2">
          <h1 className="display text-5xl leading-none sm:text-6xl">{t('title')}</h1>
          <p className="text-lg wrap-anywhere text-muted">{user.email}</p>
        </header>
        <section id="password" aria-labelledby="password-title" className="flex flex-col gap-4">
          <h2 id="password-title" className="display text-2xl">
            {t('changePassword')}
          </h2>
          <p className="text-muted">{t('changePasswordText')}</p>
          <PasswordForm email={user.email} />
        </section>
        <FactorSettings factors={factors.value} isNeededByOperator={reason === 'operator'} />
        <section id="sessions" aria-labelledby="sessions-title" className="flex flex-col gap-4">
          <h2 id="sessions-title" className="display text-2xl">
            {t('sessions')}
          </h2>
          <p className="text-muted">{t('sessionsText')}</p>
          <SessionList sessions={answer.value} />
          <div className="flex flex-wrap gap-3">
            {hasOthers && <EndSessionsForm which="others">{t('endOthers')}</EndSessionsForm>}
            <EndSessionsForm which="all">{t('endAll')}</EndSessionsForm>
          </div>
        </section>
      </div>
    </ClientMessages>
  );
}
