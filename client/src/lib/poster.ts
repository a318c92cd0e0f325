/** A poster for a listing without a picture: colours, motif and initials follow from the ticket, so it never changes. */
export type Poster = {
  hue: number;
  secondHue: number;
  motif: 'arcs' | 'rays' | 'bars' | 'discs';
  initials: string;
};

const MOTIFS = ['arcs', 'rays', 'bars', 'discs'] as const;

// FNV-1a, 32 bit: short, well spread, and no cryptography is needed for a picture.
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const character of text) {
    value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  return value >>> 0;
}

export function posterOf(seed: string, title: string): Poster {
  const value = hash(seed);
  const hue = value % 360;
  return {
    hue,
    secondHue: (hue + 30 + ((value >>> 9) % 50)) % 360,
    motif: MOTIFS[(value >>> 17) % MOTIFS.length] ?? 'arcs',
    initials: initialsOf(title),
  };
}

export function initialsOf(title: string): string {
  const words = title.match(/[\p{L}\p{N}]+/gu) ?? [];
  const initials = words.slice(0, 2).map((word) => Array.from(word)[0] ?? '');
  return initials.join('').toUpperCase() || '·';
}
