import type { ReactNode } from 'react';
import { Notice } from './notice.tsx';

type AuthPageProps = { title: string; hasExpired: boolean; otherWay: ReactNode; children: ReactNode };

export function AuthPage({ title, hasExpired, otherWay, children }: AuthPageProps) {
  return (
    <section className="mx-auto flex max-w-md flex-col gap-6">
      <h1 className="display text-4xl sm:text-5xl">{title}</h1>
      {hasExpired && <Notice role="status">Your session has ended. Sign in again to go on where you were.</Notice>}
      {children}
      <p className="text-muted">{otherWay}</p>
    </section>
  );
}
