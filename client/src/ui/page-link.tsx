import Link from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A link to another page of ours, followed without loading the whole document. Nothing is fetched before it is followed:
 * every page is made for its request, so what Next would fetch for each link in sight is thrown away, and costs the
 * server a page and a phone its first second.
 */
export const PageLink = (props: Omit<ComponentProps<typeof Link>, 'prefetch'>) => <Link {...props} prefetch={false} />;
