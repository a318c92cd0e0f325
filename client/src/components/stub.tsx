import Link from 'next/link';
import type { ReactNode } from 'react';
import { Poster } from './poster.tsx';

type StubProps = {
  /** what the poster is drawn from: the ticket's id */
  seed: string;
  title: string;
  /** makes the title a link that covers the whole stub */
  href?: string;
  /** what is said under the title */
  children?: ReactNode;
  /** what stands on the part to tear off */
  tear: ReactNode;
  headingLevel?: 'h1' | 'h2' | 'h3';
  isDimmed?: boolean;
  /** a ticket that is paid for: its part to tear off is inked */
  isInked?: boolean;
};

/** The signature object: a ticket with a perforated edge. Listing card, preview and final ticket are all this. */
export function Stub({
  seed,
  title,
  href,
  children,
  tear,
  headingLevel: Heading = 'h3',
  isDimmed,
  isInked,
}: StubProps) {
  const isLarge = Heading === 'h1';
  return (
    <div
      className={`stub-outline relative duration-150 motion-safe:transition-[filter] has-[a:hover]:stub-outline-accent has-[a:focus-visible]:stub-outline-accent ${isDimmed ? 'opacity-75 grayscale' : ''}`}
    >
      <div className="stub-cut flex items-stretch bg-card">
        <div className={`relative shrink-0 ${isLarge ? 'w-20 sm:w-44' : 'w-20 sm:w-24'}`}>
          <Poster seed={seed} title={title} />
        </div>
        <div
          className={`flex min-w-0 grow flex-col justify-center gap-2 px-4 py-4 ${isLarge ? 'min-h-32 sm:min-h-55 sm:px-8' : 'min-h-28 sm:px-5'}`}
        >
          <Heading
            className={`display wrap-anywhere ${isLarge ? 'line-clamp-5 text-2xl leading-7 sm:text-4xl sm:leading-11' : 'line-clamp-3 text-lg leading-6 sm:text-xl'}`}
          >
            {href ? (
              <Link href={href} className="after:absolute after:inset-0 focus-visible:outline-none">
                {title}
              </Link>
            ) : (
              title
            )}
          </Heading>
          {children}
        </div>
        <div
          className={`flex shrink-0 flex-col items-center justify-center gap-2 px-2 text-center ${isInked ? 'stub-tear-inked bg-accent text-on-accent' : 'stub-tear'}`}
        >
          {tear}
        </div>
      </div>
    </div>
  );
}
