import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AuthPage } from '../../../components/auth-page.tsx';
import { CredentialsForm } from '../../../components/credentials-form.tsx';
import { readCurrentUser } from '../../../lib/api/server.ts';
import { safeNextPath } from '../../../lib/safe-next-path.ts';

export const metadata: Metadata = { title: 'Sign in' };

type Props = { searchParams: Promise<{ next?: string | string[]; reason?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const { next: wanted, reason } = await searchParams;
  const next = safeNextPath(wanted);
  if (await readCurrentUser()) redirect(next);
  return (
    <AuthPage
      title="Sign in"
      hasExpired={reason === 'expired'}
      otherWay={
        <>
          New here?{' '}
          <Link
            href={`/auth/signup?${new URLSearchParams({ next })}`}
            className="font-semibold text-accent underline underline-offset-4"
          >
            Sign up
          </Link>
        </>
      }
    >
      <CredentialsForm purpose="signin" next={next} />
    </AuthPage>
  );
}
