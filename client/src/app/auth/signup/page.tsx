import type { Metadata } from 'next';
import { AuthPage, type AuthPageProps } from '../../../components/auth-page.tsx';

export const metadata: Metadata = { title: 'Sign up' };

export default function SignUpPage({ searchParams }: Pick<AuthPageProps, 'searchParams'>) {
  return <AuthPage purpose="signup" searchParams={searchParams} />;
}
