import sharp from 'sharp';

/** Two colours and a shape make posters easy to tell apart. */
export interface Poster {
  from: string;
  to: string;
  shape: 'rings' | 'waves' | 'rays' | 'hills';
}

const [width, height] = [800, 1000];
const stroke = 'fill="none" stroke="#ffffff" stroke-opacity="0.55" stroke-width="14"';
const steps = [0, 1, 2, 3, 4, 5, 6, 7];

const shapes: Record<Poster['shape'], string> = {
  rings: steps.map((at) => `<circle cx="400" cy="430" r="${60 + at * 62}" ${stroke}/>`).join(''),
  waves: steps
    .map((at) => `<path d="M-50 ${260 + at * 80} q 112 -120 225 0 t 225 0 t 225 0 t 225 0" ${stroke}/>`)
    .join(''),
  rays: steps.map((at) => `<path d="M400 1000 L ${at * 160 - 160} -40" ${stroke}/>`).join(''),
  hills: steps
    .map((at) => `<circle cx="${(at * 330) % 900}" cy="${560 + at * 90}" r="330" fill="#000" fill-opacity="0.12"/>`)
    .join(''),
};

/** A picture like one that a seller uploads. @returns JPEG */
export function drawPoster({ from, to, shape }: Poster): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="sky" x2="0.4" y2="1"><stop stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>
    <rect width="${width}" height="${height}" fill="url(#sky)"/>${shapes[shape]}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 82 }).toBuffer();
}
