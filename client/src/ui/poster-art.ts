/** Draws a poster for a listing without a picture. Colours, motif and initials derive from the ticket, so it is stable. */
export interface Poster {
  palette: Palette;
  motif: (typeof motifs)[number];
  initials: string;
}

interface Palette {
  from: string;
  to: string;
  motif: string;
  letters: string;
}

const motifs = ['arcs', 'rays', 'bars', 'discs', 'steps', 'waves'] as const;

/** Two inks each, never pure red or amber, which mean time. */
const palettes: readonly [Palette, ...Palette[]] = [
  { from: '#1d1b8f', to: '#0c0b3d', motif: '#5b57ff', letters: '#f4f2e8' },
  { from: '#0f5f5a', to: '#06302e', motif: '#35b8a4', letters: '#f1f6e4' },
  { from: '#5a1a5e', to: '#2a0b31', motif: '#c04fc0', letters: '#ffe9f4' },
  { from: '#d9d2f4', to: '#a79be6', motif: '#4a36b8', letters: '#1c1240' },
  { from: '#12364f', to: '#081a28', motif: '#3f9bd1', letters: '#e9f4fb' },
  { from: '#d7ecd0', to: '#9fd0a0', motif: '#1f7a4d', letters: '#0c2c1c' },
  { from: '#2b2b2f', to: '#111114', motif: '#6d6e78', letters: '#ffffff' },
  { from: '#f1d3e2', to: '#e29fc3', motif: '#a3175f', letters: '#3f0826' },
  { from: '#cfe3f7', to: '#92bdea', motif: '#1d4fae', letters: '#0a1f4a' },
  { from: '#3c4a17', to: '#1c240a', motif: '#9db93a', letters: '#f3f7df' },
];

// FNV-1a, 32 bit: short and well distributed; a picture needs no cryptographic hash.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}

export function posterOf(seed: string, title: string): Poster {
  const value = hash(seed);
  return {
    palette: palettes[value % palettes.length] ?? palettes[0],
    motif: motifs[(value >>> 17) % motifs.length] ?? 'arcs',
    initials: initialsOf(title),
  };
}

export function initialsOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = words.slice(0, 2).map((word) => Array.from(word)[0] ?? '');
  return initials.join('').toUpperCase() || '·';
}
