import { createRandom } from '@ticketing/common/random';
import sharp from 'sharp';
import { type Ink, scenes } from './scenes.ts';

/** A poster of one scene in one pair of inks; the same listing always gets the same picture. */
export interface Poster {
  scene: keyof typeof scenes;
  ink: keyof typeof inks;
}

const inks = {
  ember: { night: '#2a0f1e', deep: '#7d1d3f', main: '#e4572e', light: '#ffb35c', pale: '#ffeccf' },
  tide: { night: '#071c2f', deep: '#0f4c6b', main: '#1f8fb0', light: '#7fd3d6', pale: '#eaf7ef' },
  velvet: { night: '#1a0b2e', deep: '#4b1a6b', main: '#b0348f', light: '#f58fb3', pale: '#ffe9ee' },
  moss: { night: '#10231a', deep: '#1f5b3d', main: '#5f9f3a', light: '#c5dc6d', pale: '#f6f4d8' },
  dusk: { night: '#14173a', deep: '#3a3a8f', main: '#7d6bd6', light: '#ffb3a0', pale: '#fff0de' },
  sand: { night: '#3a1d10', deep: '#9a4a1c', main: '#df8a2e', light: '#f6cf6b', pale: '#fdf3d9' },
  frost: { night: '#122238', deep: '#34608c', main: '#79a9d1', light: '#c6e2f2', pale: '#f5fbff' },
} as const satisfies Record<string, Ink>;

const [width, height] = [800, 1000];

/**
 * Paper grain as a grid of dots, and a frame: what makes a drawing a print. The pattern is neither turned nor masked,
 * which would take a second a poster instead of 30 ms.
 */
const print = ({ pale }: Ink) => `
  <pattern id="dots" width="10" height="10" patternUnits="userSpaceOnUse">
    <circle cx="2.5" cy="2.5" r="1.3" fill="${pale}"/><circle cx="7.5" cy="7.5" r="1.3" fill="${pale}"/></pattern>
  <rect width="${width}" height="${height}" fill="url(#dots)" opacity="0.16"/>
  <rect x="26" y="26" width="${width - 52}" height="${height - 52}" fill="none" stroke="${pale}" stroke-width="5" opacity="0.85"/>`;

/** Draws a picture like one that a seller uploads. @param seed the same one yields the same picture. @returns JPEG */
export function drawPoster({ scene, ink: name }: Poster, seed: string): Promise<Buffer> {
  const ink: Ink = inks[name];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    ${scenes[scene](ink, createRandom(seed))}${print(ink)}</svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 86 }).toBuffer();
}
