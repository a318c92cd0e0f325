'use client';

import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { useHydrated } from './use-hydrated.ts';

type Look = 'primary' | 'plain' | 'quiet';

const SHAPE =
  'inline-flex min-h-12 items-center justify-center gap-2 rounded-lg px-5 text-base font-semibold duration-150 motion-safe:transition-colors';
const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong aria-disabled:bg-line aria-disabled:text-muted',
  plain: 'border border-field-line bg-card text-ink hover:border-accent hover:text-accent aria-disabled:text-muted',
  quiet: 'text-muted underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink',
};

type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'disabled'> & {
  look?: Look;
  wide?: boolean;
  /** shown instead of the label while the request is in flight; the button then does nothing */
  pendingLabel?: ReactNode;
  isPending?: boolean;
};

/**
 * Until the page's script runs, a submit would send the form the browser's own way, so the button waits for it.
 * While pending it keeps the focus (aria-disabled, not disabled) so that a keyboard user is not thrown to the top.
 */
export function Button({
  look = 'primary',
  wide,
  isPending = false,
  pendingLabel,
  onClick,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const isHydrated = useHydrated();
  return (
    <button
      {...rest}
      type={type}
      disabled={!isHydrated}
      aria-disabled={isPending || undefined}
      onClick={(event) => (isPending ? event.preventDefault() : onClick?.(event))}
      className={`${SHAPE} ${LOOKS[look]} ${wide ? 'w-full' : ''} cursor-pointer aria-disabled:cursor-progress`}
    >
      {isPending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

export function ButtonLink({
  look = 'primary',
  wide,
  href,
  children,
}: {
  look?: Look;
  wide?: boolean;
  href: string;
  children: ReactNode;
}) {
  return (
    <Link href={href} className={`${SHAPE} ${LOOKS[look]} ${wide ? 'w-full' : ''}`}>
      {children}
    </Link>
  );
}
