import { posterOf } from '../lib/poster.ts';

const MOTIFS = {
  arcs: 'M0 100a80 80 0 0 1 80-80M0 100a56 56 0 0 1 80-52M0 100a34 34 0 0 1 60-22',
  rays: 'M40 0 0 100M40 0 20 100M40 0v100M40 0l20 100M40 0l40 100',
  bars: 'M8 100V50M24 100V20M40 100V64M56 100V34M72 100V8',
  discs: 'M58 16a20 20 0 1 0 .1 0zM18 62a14 14 0 1 0 .1 0z',
};

/** A 4:5 poster drawn from the listing itself; fills the positioned box it is put in. Colours are attributes: the content policy allows no inline style. */
export function Poster({ seed, title }: { seed: string; title: string }) {
  const { hue, secondHue, motif, initials } = posterOf(seed, title);
  const gradientId = `poster-${seed}`;
  return (
    <svg
      viewBox="0 0 80 100"
      className="absolute inset-0 size-full"
      preserveAspectRatio="xMinYMax slice"
      aria-hidden="true"
    >
      <linearGradient id={gradientId} x1="0" y1="0" x2="1" y2="1">
        <stop offset="0" stopColor={`hsl(${hue} 74% 38%)`} />
        <stop offset="1" stopColor={`hsl(${secondHue} 78% 26%)`} />
      </linearGradient>
      <rect width="80" height="100" fill={`url(#${gradientId})`} />
      <path d={MOTIFS[motif]} fill="none" stroke={`hsl(${secondHue} 90% 72%)`} strokeWidth="6" opacity="0.42" />
      <text x="7" y="93" fill="#fff" fontSize="22" fontWeight="700" letterSpacing="-1">
        {initials}
      </text>
    </svg>
  );
}
