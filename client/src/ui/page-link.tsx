import Link from 'next/link';
import type { ComponentProps } from 'react';
import { PageProgress } from './page-progress.tsx';

/**
 * A client-side link without prefetching: every page is rendered per request, so what Next would prefetch for each visible
 * link is discarded, costs the server a rendered page and delays a phone's first second. While a slow page is on its way, a
 * bar shows that the press was noticed.
 */
export const PageLink = ({ children, ...props }: Omit<ComponentProps<typeof Link>, 'prefetch'>) => (
  <Link {...props} prefetch={false}>
    {children}
    <PageProgress />
  </Link>
);
