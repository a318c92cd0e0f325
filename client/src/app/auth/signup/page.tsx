import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { AuthPage } from '../../../components/auth-page.tsx';
import { CredentialsForm } from '../../../components/credentials-form.tsx';
import { readCurrentUser } from '../../../lib/api/server.ts';
import { safeNextPath } from '../../../lib/safe-next-path.ts';

export const metadata: Metadata = { title: 'Sign up' };

type Props = { searchParams: Promise<{ next?: string | string[]; reason?: string | string[] }> };

export default async function Page({ searchParams }: Props) {
  const { next: wanted, reason } = await searchParams;
  const next = safeNextPath(wanted);
  if (await readCurrentUser()) redirect(next);
  return (
    <AuthPage
      title="Sign up"
      hasExpired={reason === 'expired'}
      otherWay={
        <>
          Have an account?{' '}
          <Link
            href={`/auth/signin?${new URLSearchParams({ next })}`}
            className="font-semibold text-accent underline underline-offset-4"
          >
            Sign in
          </Link>
        </>
      }
    >
      <CredentialsForm purpose="signup" next={next} />
    </AuthPage>
  );
}
