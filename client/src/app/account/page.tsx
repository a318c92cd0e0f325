import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { isRefusedWith, isSignedOut } from '@/api/problem.ts';
import { readProfile, readSessions } from '@/api/server.ts';
import { DeletionForm } from '@/features/account/deletion-form.tsx';
import { EndSessionsForm } from '@/features/account/end-sessions-form.tsx';
import { PasswordForm } from '@/features/account/password-form.tsx';
import { ProfileForm } from '@/features/account/profile-form.tsx';
import { requireUser } from '@/features/account/require-user.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { SessionList } from '@/features/account/session-list.tsx';
import { readFactors } from '@/features/factors/api/server.ts';
import { FactorSettings } from '@/features/factors/factor-settings.tsx';
import { ClientMessages } from '@/site/client-messages.tsx';
import { accountPath, exportPath } from '@/site/paths.ts';
import { ServiceUnavailablePage } from '@/site/service-unavailable.tsx';
import { DownloadLink } from '@/ui/button.tsx';
import { Notice } from '@/ui/notice.tsx';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('account'))('title') };
}

interface AccountPageProps {
  searchParams: Promise<{ reason?: string | string[] }>;
}

export default async function AccountPage({ searchParams }: AccountPageProps) {
  const user = await requireUser(accountPath);
  const [answer, factors, profile, { reason }, t] = await Promise.all([
    readSessions(),
    readFactors(),
    readProfile(),
    searchParams,
    getTranslations('account'),
  ]);
  // The session of another program may be of a user whom auth does not know.
  const isForeign = !profile.ok && isRefusedWith(profile.problem, 404);
  if (!answer.ok || !factors.ok || !(profile.ok || isForeign)) {
    if ([answer, factors, profile].some((given) => !given.ok && isSignedOut(given.problem)))
      redirect(signInPath(accountPath, 'expired'));
    return <ServiceUnavailablePage what="account" />;
  }
  const hasOthers = answer.value.some(({ isCurrent }) => !isCurrent);
  return (
    <ClientMessages namespaces={['account', 'factors', 'problems']}>
      <div className="mx-auto flex max-w-3xl flex-col gap-12">
        <header className="flex flex-col gap-2">
          <h1 className="display text-5xl leading-none sm:text-6xl">{t('title')}</h1>
          <p className="text-lg wrap-anywhere text-muted">
            {[profile.ok && profile.value.name, user.email].filter(Boolean).join(' · ')}
          </p>
        </header>
        {profile.ok && (
          <section id="profile" aria-labelledby="profile-title" className="flex flex-col gap-4">
            <h2 id="profile-title" className="display text-2xl">
              {t('profile')}
            </h2>
            <p className="text-muted">{t('profileText')}</p>
            <ProfileForm profile={profile.value} />
          </section>
        )}
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
        {profile.ok && (
          <section id="export" aria-labelledby="export-title" className="flex flex-col items-start gap-4">
            <h2 id="export-title" className="display text-2xl">
              {t('exportTitle')}
            </h2>
            {reason === 'export' && <Notice role="alert">{t('exportFailed')}</Notice>}
            <p className="text-muted">{t('exportText')}</p>
            <DownloadLink look="plain" size="small" href={exportPath}>
              {t('exportLink')}
            </DownloadLink>
          </section>
        )}
        {profile.ok && (
          <section id="deletion" aria-labelledby="deletion-title" className="flex flex-col gap-4">
            <h2 id="deletion-title" className="display text-2xl">
              {t('deleteAccount')}
            </h2>
            <p className="text-muted">{t('deleteText')}</p>
            <DeletionForm />
          </section>
        )}
      </div>
    </ClientMessages>
  );
}
