import { notFound, redirect } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { isNotUnderstood, isRefusedWith, isSignedOut, type Problem } from '@/api/problem.ts';
import { signInPath } from '@/features/account/safe-next-path.ts';
import { ServiceUnavailable } from '@/site/service-unavailable.tsx';
import { Notice } from '@/ui/notice.tsx';
import { PageTitle } from './page-title.tsx';

interface UnavailableProps {
  problem: Problem;
  path: string;
  /** What can't be shown. */
  what?: 'deadLetters' | 'sagas' | 'order';
}

/** Replaces a page whose data is unavailable. */
export function UnavailablePage(props: UnavailableProps) {
  const t = useTranslations('ops');
  return (
    <>
      <PageTitle title={t('title')} />
      <Unavailable {...props} />
    </>
  );
}

/** Why there is nothing to show: session ended, not found, invalid filter, or the service unavailable. */
export function Unavailable({ problem, path, what = 'deadLetters' }: UnavailableProps) {
  const t = useTranslations('ops');
  if (isSignedOut(problem)) redirect(signInPath(path, 'expired'));
  if (isRefusedWith(problem, 403) || isRefusedWith(problem, 404)) notFound();
  if (isNotUnderstood(problem)) {
    return (
      <Notice role="alert" title={t('notUnderstood')}>
        {problem.errors.map(({ message, field }) => (
          <p key={message}>{field ? `${field}: ${message}` : message}</p>
        ))}
      </Notice>
    );
  }
  return <ServiceUnavailable what={what} />;
}
