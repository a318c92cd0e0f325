'use client';

import type { ComponentProps, ReactNode } from 'react';
import { PageLink } from './page-link.tsx';
import { Spinner } from './spinner.tsx';
import { useHydrated } from './use-hydrated.ts';

type Look = 'primary' | 'plain' | 'quiet';
type Size = 'usual' | 'small';

const shape =
  'inline-flex items-center justify-center gap-2 rounded-field text-center font-semibold duration-150 motion-safe:transition-colors';
const sizes: Record<Size, string> = { usual: 'min-h-12 px-5 text-base', small: 'min-h-11 px-4 text-sm' };
const lookClasses: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border border-field-line bg-card text-ink hover:border-accent-ink hover:text-accent-ink',
  quiet: 'text-muted underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink',
};
/** While it waits or is off, a button of every look is grey and doesn't react to the pointer. */
const waitingClasses: Record<Look, string> = {
  primary: 'bg-line text-muted',
  plain: 'border border-line bg-transparent text-muted',
  quiet: 'text-muted',
};

interface Appearance {
  look?: Look;
  size?: Size;
  wide?: boolean;
}

const classOf = ({ look = 'primary', size = 'usual', wide = false }: Appearance, isWaiting = false) =>
  `${shape} ${sizes[size]} ${(isWaiting ? waitingClasses : lookClasses)[look]} ${wide ? 'w-full' : ''}`;

type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'disabled'> &
  Appearance & {
    /** Replaces the label while the request is in flight; the button is then inactive. */
    pendingLabel?: ReactNode;
    isPending?: boolean;
    /** Inactive for a reason that the page says; it stays focusable, so that keyboard users keep their place. */
    isOff?: boolean;
    /** For forms that work without script. */
    worksWithoutScript?: boolean;
  };

/**
 * The button is disabled until the page's script runs, because a submit would send the form natively. While pending it
 * keeps the focus (aria-disabled, not disabled), so that keyboard users stay in place.
 */
export function Button({
  look,
  size,
  wide,
  isPending = false,
  isOff = false,
  pendingLabel,
  worksWithoutScript = false,
  onClick,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  const isHydrated = useHydrated();
  const isInactive = isPending || isOff;
  return (
    <button
      {...rest}
      type={type}
      disabled={!isHydrated && !worksWithoutScript}
      aria-disabled={isInactive || undefined}
      onClick={(event) => (isInactive ? event.preventDefault() : onClick?.(event))}
      className={`${classOf({ look, size, wide }, isInactive)} dim-while-loading cursor-pointer ${isOff ? 'aria-disabled:cursor-not-allowed' : 'aria-disabled:cursor-progress'}`}
    >
      {isPending && <Spinner />}
      {isPending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

type ButtonLinkProps = Appearance & {
  href: string;
  /** For a text that does not describe the target by itself. */
  label?: string;
  children: ReactNode;
};

export function ButtonLink({ href, label, children, ...appearance }: ButtonLinkProps) {
  return (
    <PageLink href={href} aria-label={label} className={classOf(appearance)}>
      {children}
    </PageLink>
  );
}

/** A link to a file, which is outside the application's router. */
export const DownloadLink = ({ look, size, wide, href, children }: ButtonLinkProps) => (
  <a href={href} className={classOf({ look, size, wide })}>
    {children}
  </a>
);
