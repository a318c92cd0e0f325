import Link from 'next/link';
import { readCurrentUser } from '../lib/api/server.ts';

const LINK =
  'inline-flex min-h-11 items-center rounded-lg px-2 font-semibold whitespace-nowrap hover:text-accent sm:px-3';

export async function SiteHeader() {
  const user = await readCurrentUser();
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-x-6 px-4 py-2 sm:px-6">
        <Link href="/" className="display inline-flex min-h-11 items-center gap-2 text-xl">
          <StubMark />
          Ticketing
        </Link>
        <nav aria-label="Main" className="-mx-2 flex flex-wrap items-center sm:mx-0">
          <Link href="/tickets/new" className={LINK}>
            Sell
          </Link>
          {user ? (
            <>
              <Link href="/orders" className={LINK}>
                My orders
              </Link>
              <Link href="/auth/signout" className={LINK}>
                Sign out
              </Link>
            </>
          ) : (
            <>
              <Link href="/auth/signin" className={LINK}>
                Sign in
              </Link>
              <Link href="/auth/signup" className={LINK}>
                Sign up
              </Link>
            </>
          )}
        </nav>
      </div>
    </header>
  );
}

function StubMark() {
  return (
    <svg viewBox="0 0 28 20" className="h-5 w-7 fill-accent" aria-hidden="true">
      <path d="M0 3a3 3 0 0 1 3-3h14a2 2 0 0 0 4 0h4a3 3 0 0 1 3 3v14a3 3 0 0 1-3 3h-4a2 2 0 0 0-4 0H3a3 3 0 0 1-3-3z" />
      <path className="stroke-card" strokeWidth="1.6" strokeDasharray="2.4 2" d="M19 4v12" />
    </svg>
  );
}
