import { type Poster as PosterDrawing, posterOf } from './poster-art.ts';

const motifs: Record<PosterDrawing['motif'], string> = {
  arcs: 'M80 0a80 80 0 0 1-80 80V64A64 64 0 0 0 64 0zM48 0a48 48 0 0 1-48 48V32A32 32 0 0 0 32 0zM16 0A16 16 0 0 1 0 16V0z',
  rays: 'M80 0 0 18V0zM80 0 0 60V38zM80 0 26 100H0V84zM80 0 80 100H56z',
  bars: 'M6 78V46h9v32zM21 78V14h9v64zM36 78V58h9v20zM51 78V28h9v50zM66 78V6h9v72z',
  discs: 'M54 2a24 24 0 1 0 .1 0zM15 52a12 12 0 1 0 .1 0zM68 62a7 7 0 1 0 .1 0z',
  steps: 'M0 64h16V48h16V32h16V16h16V0h16v80H0z',
  waves:
    'M0 20q20-16 40 0t40 0v12q-20 16-40 0T0 32zM0 44q20-16 40 0t40 0v12q-20 16-40 0T0 56zM0 68q20-16 40 0t40 0v12q-20 16-40 0T0 80z',
};

const filling = 'absolute inset-0 size-full';

interface PosterProps {
  /** Seed of the drawing: the ticket's id. */
  seed: string;
  title: string;
  /** The seller's picture, 4:5; null without one. */
  pictureUrl?: string | null;
  /** Whether the picture is the page's largest element and is fetched with priority. */
  isPriority?: boolean;
}

/**
 * A listing's picture over a generated poster, which is visible without a picture or when it fails to load. Fills its
 * positioned parent. Colours are attributes, because the policy allows no inline styles.
 */
export function Poster({ seed, title, pictureUrl, isPriority = false }: PosterProps) {
  const { palette, motif, initials } = posterOf(seed, title);
  const gradientId = `poster-${seed}`;
  return (
    <>
      <svg viewBox="0 0 80 100" preserveAspectRatio="xMinYMax slice" className={filling} aria-hidden="true">
        <linearGradient id={gradientId} x1="0" y1="0" x2="0.7" y2="1">
          <stop offset="0" stopColor={palette.from} />
          <stop offset="1" stopColor={palette.to} />
        </linearGradient>
        <rect width="80" height="100" fill={`url(#${gradientId})`} />
        <path d={motifs[motif]} fill={palette.motif} opacity="0.9" />
      </svg>
      {/* A narrow box may crop the drawing, but not the letters. */}
      <svg viewBox="0 0 80 100" preserveAspectRatio="xMinYMax meet" className={filling} aria-hidden="true">
        <text x="5" y="94" fill={palette.letters} fontSize="40" className="display">
          {initials}
        </text>
      </svg>
      {pictureUrl && (
        // biome-ignore lint/performance/noImgElement: the service already provides 800 × 1000 WebP
        <img
          src={pictureUrl}
          alt=""
          width={800}
          height={1000}
          loading={isPriority ? 'eager' : 'lazy'}
          fetchPriority={isPriority ? 'high' : 'auto'}
          decoding="async"
          className={`${filling} object-cover`}
        />
      )}
    </>
  );
}
