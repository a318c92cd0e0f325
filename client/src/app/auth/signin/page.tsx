import type { Metadata } from 'next';
import { AuthPage, type AuthPageProps } from '../../../components/auth-page.tsx';

export const metadata: Metadata = { title: 'Sign in' };

export default function SignInPage({ searchParams }: Pick<AuthPageProps, 'searchParams'>) {
  return <AuthPage purpose="signin" searchParams={searchParams} />;
}
