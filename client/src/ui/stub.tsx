import type { ReactNode } from 'react';
import { PageLink } from './page-link.tsx';
import { Poster } from './poster.tsx';

interface StubProps {
  /** Seed of the poster: the ticket's id. */
  seed: string;
  title: string;
  pictureUrl?: string | null;
  /** Makes the title a link that covers the whole stub. */
  href?: string;
  /** Content below the title. */
  children?: ReactNode;
  /** Content of the tear-off part. */
  tear: ReactNode;
  headingLevel?: 'h1' | 'h2' | 'h3';
  isDimmed?: boolean;
  /** Whether the ticket is paid; its tear-off part is then filled. */
  isInked?: boolean;
}

const outlineClass =
  'stub-outline relative duration-150 motion-safe:transition-[filter] has-[a:hover]:[--outline:var(--ink)]';
/** Fades only the poster, so that the text stays readable. */
const faded = 'opacity-50 grayscale';

type Size = 'row' | 'large';

/** The horizontal stub, for orders, previews and the ticket itself. The large one is vertical on a phone. */
export function Stub({
  size = 'row',
  headingLevel = 'h3',
  isDimmed,
  isInked,
  tear,
  children,
  ...heading
}: StubProps & { size?: Size }) {
  const look = sizes[size];
  return (
    <div className={outlineClass}>
      <div className={`flex bg-card ${look.stub}`}>
        <div className={`relative shrink-0 ${look.poster} ${isDimmed ? faded : ''}`}>
          <Poster {...heading} isPriority={size === 'large'} />
        </div>
        <div className={`flex min-w-0 grow flex-col justify-center gap-2 ${look.body}`}>
          <Title {...heading} level={headingLevel} look={size} />
          {children}
        </div>
        <div
          className={`flex shrink-0 items-center justify-center gap-2 px-2 text-center ${look.tear} ${isInked ? 'stamp bg-accent text-on-accent' : look.perforation}`}
        >
          {tear}
        </div>
      </div>
    </div>
  );
}

const sizes: Record<Size, Record<'stub' | 'poster' | 'body' | 'tear' | 'perforation', string>> = {
  row: {
    stub: 'stub-cut items-stretch',
    poster: 'w-20 sm:w-24',
    body: 'min-h-28 px-4 py-4 sm:px-5',
    tear: 'stub-tear flex-col',
    perforation: 'stub-perforated',
  },
  large: {
    stub: 'card-cut flex-col [--tear:4.5rem] sm:stub-cut sm:flex-row sm:items-stretch',
    poster: 'aspect-4/5 max-h-[40vh] w-full sm:w-[min(32vh,18rem)]',
    body: 'px-5 py-5 sm:px-8',
    tear: 'card-tear sm:stub-tear sm:h-auto sm:flex-col',
    perforation: 'card-perforated sm:stub-perforated',
  },
};

/** The vertical stub: a listing under its poster. */
export function StubCard({
  headingLevel = 'h3',
  isDimmed,
  isPriority,
  badge,
  tear,
  children,
  ...heading
}: Omit<StubProps, 'isInked'> & { isPriority?: boolean /** on the poster's corner */; badge?: ReactNode }) {
  return (
    <div className={`h-full ${outlineClass}`}>
      <div className="card-cut flex h-full flex-col bg-card">
        <div className="relative aspect-4/5 shrink-0">
          <div className={`absolute inset-0 ${isDimmed ? faded : ''}`}>
            <Poster {...heading} isPriority={isPriority} />
          </div>
          {badge && <div className="absolute top-2 left-2 sm:top-3 sm:left-3">{badge}</div>}
        </div>
        <div className="flex grow flex-col gap-1 px-3 pt-3 pb-3 sm:px-4">
          <Title {...heading} level={headingLevel} look="card" />
          {children}
        </div>
        <div className="card-tear card-perforated flex shrink-0 items-center justify-between gap-2 px-4">{tear}</div>
      </div>
    </div>
  );
}

const lookClasses = {
  large: 'line-clamp-5 text-2xl leading-7 sm:text-4xl sm:leading-10',
  row: 'line-clamp-3 text-lg leading-6 sm:text-xl',
  card: 'line-clamp-2 text-lg leading-6 sm:text-xl',
};

function Title({
  title,
  href,
  level: Heading,
  look,
}: Pick<StubProps, 'title' | 'href'> & { level: 'h1' | 'h2' | 'h3'; look: keyof typeof lookClasses }) {
  return (
    <Heading dir="auto" className={`display wrap-anywhere ${lookClasses[look]}`}>
      {href ? (
        <PageLink
          href={href}
          className="after:absolute after:inset-0 after:rounded-card focus-visible:outline-none focus-visible:after:outline-3 focus-visible:after:-outline-offset-4 focus-visible:after:outline-accent-ink"
        >
          {title}
        </PageLink>
      ) : (
        title
      )}
    </Heading>
  );
}
