import { getTranslations } from 'next-intl/server';
import { isOperator, isOperatorWithoutFactor } from '@/api/operator.ts';
import { readCurrentUser } from '@/api/server.ts';
import { accountPath, organisePath } from '@/site/paths.ts';
import { bookingsPath, ordersPath } from '@/site/travel-paths.ts';
import { ButtonLink } from '@/ui/button.tsx';
import { Menu } from '@/ui/menu.tsx';
import { PageLink } from '@/ui/page-link.tsx';
import { brand } from './brand.ts';
import { NavLink } from './nav-link.tsx';

const linkClass =
  'inline-flex min-h-11 items-center rounded-field px-3 font-semibold whitespace-nowrap hover:text-accent-ink';
const item = 'flex min-h-11 items-center rounded-field px-3 font-semibold hover:bg-wash';

export async function Header() {
  const [user, t] = await Promise.all([readCurrentUser(), getTranslations('site')]);
  const links = [
    { href: '/events', label: t('events') },
    { href: '/journeys', label: t('journeys') },
    { href: '/tickets/new', label: t('sell') },
    ...(user
      ? [
          { href: ordersPath, label: t('myOrders') },
          { href: '/listings', label: t('myListings') },
        ]
      : []),
    ...(isOperator(user) || isOperatorWithoutFactor(user) ? [{ href: '/ops', label: t('ops') }] : []),
  ];
  return (
    <header className="border-b border-line bg-card print:hidden">
      <div className="mx-auto flex max-w-7xl items-center justify-between gap-x-4 px-4 py-2 sm:px-6">
        <PageLink href="/" className="display inline-flex min-h-11 items-center gap-2 text-2xl">
          <StubMark />
          {brand}
        </PageLink>
        <nav aria-label={t('mainNavigation')} className="-mr-3 flex items-center">
          {/* With an account there are more links than a tablet has room for; its menu has them. */}
          <div className={`hidden items-center ${user ? 'lg:flex' : 'sm:flex'}`}>
            {links.map(({ href, label }) => (
              <NavLink key={href} href={href} className={linkClass}>
                {label}
              </NavLink>
            ))}
          </div>
          {user ? (
            <Menu label={t('account')}>
              <p className="px-3 py-2 text-sm wrap-anywhere text-muted">{user.email}</p>
              <div className="lg:hidden">
                {links.map(({ href, label }) => (
                  <NavLink key={href} href={href} className={item}>
                    {label}
                  </NavLink>
                ))}
              </div>
              <NavLink href={bookingsPath} className={item}>
                {t('myBookings')}
              </NavLink>
              <NavLink href={organisePath} className={item}>
                {t('organise')}
              </NavLink>
              <PageLink href={accountPath} className={item}>
                {t('accountSettings')}
              </PageLink>
              <PageLink href="/auth/signout" className={item}>
                {t('signOut')}
              </PageLink>
            </Menu>
          ) : (
            <>
              <div className="sm:hidden">
                <Menu label={t('menu')}>
                  {links.map(({ href, label }) => (
                    <NavLink key={href} href={href} className={item}>
                      {label}
                    </NavLink>
                  ))}
                </Menu>
              </div>
              <PageLink href="/auth/signin" className={linkClass}>
                {t('signIn')}
              </PageLink>
              <span className="mr-3 hidden sm:block">
                <ButtonLink size="small" href="/auth/signup">
                  {t('signUp')}
                </ButtonLink>
              </span>
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
