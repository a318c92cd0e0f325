import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { isRefusedWith, isSignedOut } from '@/api/problem.ts';
import { readProfile, readSessions } from '@/api/server.ts';
import { AccountSection } from '@/features/account/account-section.tsx';
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
          <AccountSection id="profile" title={t('profile')}>
            <p className="text-muted">{t('profileText')}</p>
            <ProfileForm profile={profile.value} />
            <p className="text-sm wrap-anywhere text-muted">{t('accountId', { id: user.id })}</p>
          </AccountSection>
        )}
        <AccountSection id="password" title={t('changePassword')}>
          <p className="text-muted">{t('changePasswordText')}</p>
          <PasswordForm email={user.email} />
        </AccountSection>
        <FactorSettings factors={factors.value} isNeededByOperator={reason === 'operator'} />
        <AccountSection id="sessions" title={t('sessions')}>
          <p className="text-muted">{t('sessionsText')}</p>
          <SessionList sessions={answer.value} />
          <div className="flex flex-wrap gap-3">
            {hasOthers && <EndSessionsForm which="others">{t('endOthers')}</EndSessionsForm>}
            <EndSessionsForm which="all">{t('endAll')}</EndSessionsForm>
          </div>
        </AccountSection>
        {profile.ok && (
          <>
            <AccountSection id="export" title={t('exportTitle')}>
              {reason === 'export' && <Notice role="alert">{t('exportFailed')}</Notice>}
              <p className="text-muted">{t('exportText')}</p>
              <div>
                <DownloadLink look="plain" size="small" href={exportPath}>
                  {t('exportLink')}
                </DownloadLink>
              </div>
            </AccountSection>
            <AccountSection id="deletion" title={t('deleteAccount')}>
              <p className="text-muted">{t('deleteText')}</p>
              <DeletionForm />
            </AccountSection>
          </>
        )}
      </div>
    </ClientMessages>
  );
}
