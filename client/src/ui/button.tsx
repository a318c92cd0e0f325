'use client';

import type { ComponentProps, ReactNode } from 'react';
import { PageLink } from './page-link.tsx';
import { useHydrated } from './use-hydrated.ts';

type Look = 'primary' | 'plain' | 'quiet';
type Size = 'usual' | 'small';

const shape =
  'inline-flex items-center justify-center gap-2 rounded-field text-center font-semibold duration-150 motion-safe:transition-colors';
const sizes: Record<Size, string> = { usual: 'min-h-12 px-5 text-base', small: 'min-h-11 px-4 text-sm' };
const lookClasses: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong aria-disabled:bg-line aria-disabled:text-muted',
  plain:
    'border border-field-line bg-card text-ink hover:border-accent-ink hover:text-accent-ink aria-disabled:text-muted',
  quiet: 'text-muted underline decoration-line underline-offset-4 hover:text-ink hover:decoration-ink',
};

interface Appearance {
  look?: Look;
  size?: Size;
  wide?: boolean;
}

const classOf = ({ look = 'primary', size = 'usual', wide = false }: Appearance) =>
  `${shape} ${sizes[size]} ${lookClasses[look]} ${wide ? 'w-full' : ''}`;

type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'disabled'> &
  Appearance & {
    /** shown instead of the label while the request is in flight; the button then does nothing */
    pendingLabel?: ReactNode;
    isPending?: boolean;
    /** for forms that the browser can send by itself */
    worksWithoutScript?: boolean;
  };

/**
 * Until the page's script runs, a submit would send the form the browser's own way, so the button waits for it.
 * While pending it keeps the focus (aria-disabled, not disabled) so that a keyboard user is not thrown to the top.
 */
export function Button({
  look,
  size,
  wide,
  isPending = false,
  pendingLabel,
  worksWithoutScript = false,
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
      disabled={!isHydrated && !worksWithoutScript}
      aria-disabled={isPending || undefined}
      onClick={(event) => (isPending ? event.preventDefault() : onClick?.(event))}
      className={`${classOf({ look, size, wide })} cursor-pointer aria-disabled:cursor-progress`}
    >
      {isPending && pendingLabel ? pendingLabel : children}
    </button>
  );
}

type ButtonLinkProps = Appearance & {
  href: string;
  /** where the text alone does not say what it leads to */
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
