import Link from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A client-side link without prefetching: every page is rendered per request, so what Next would prefetch for each visible
 * link is discarded, costs the server a rendered page and delays a phone's first second.
 */
export const PageLink = (props: Omit<ComponentProps<typeof Link>, 'prefetch'>) => <Link {...props} prefetch={false} />;
