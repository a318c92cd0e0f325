import Link from 'next/link';
import { redirect } from 'next/navigation';
import { readCurrentUser } from '../lib/api/server.ts';
import { safeNextPath } from '../lib/safe-next-path.ts';
import { CredentialsForm } from './credentials-form.tsx';
import { Notice } from './notice.tsx';

const WORDING = {
  signin: { title: 'Sign in', question: 'New here?', other: 'signup' },
  signup: { title: 'Sign up', question: 'Have an account?', other: 'signin' },
} as const;

export type AuthPageProps = {
  purpose: keyof typeof WORDING;
  searchParams: Promise<{ next?: string | string[]; reason?: string | string[] }>;
};

/** The page of `/auth/signin` or `/auth/signup`; who is signed in already goes on to where they were headed. */
export async function AuthPage({ purpose, searchParams }: AuthPageProps) {
  const { next: wanted, reason } = await searchParams;
  const next = safeNextPath(wanted);
  if (await readCurrentUser()) redirect(next);
  const { title, question, other } = WORDING[purpose];
  return (
    <section className="mx-auto flex max-w-md flex-col gap-6">
      <h1 className="display text-4xl sm:text-5xl">{title}</h1>
      {reason === 'expired' && (
        <Notice role="status">Your session has ended. Sign in again to go on where you were.</Notice>
      )}
      <CredentialsForm purpose={purpose} next={next} />
      <p className="text-muted">
        {question}{' '}
        <Link
          href={`/auth/${other}?${new URLSearchParams({ next })}`}
          className="font-semibold text-accent underline underline-offset-4"
        >
          {WORDING[other].title}
        </Link>
      </p>
    </section>
  );
}
