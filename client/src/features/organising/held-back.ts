import { parseSeatId, seatIdOf, seatNamePattern } from '@ticketing/contracts/seat-id';
import type { Pool } from './api/schemas.ts';
import { listNumbers, parseNumbers } from './seat-names.ts';

/** A line of the field for seats that are held back: who they are for, and seats of one row. */
export interface HeldLine {
  pool: string;
  seatIds: string[];
}

const line = new RegExp(`^(.+?):\\s*(${seatNamePattern})[ /]+(${seatNamePattern})[ /]+(.+)$`);
const name = new RegExp(`^${seatNamePattern}$`);
const largestNumber = 9_999;

/** Seats that have no plain numbers are listed one by one. */
function seatNames(text: string): string[] | null {
  const numbers = parseNumbers(text, 0, largestNumber);
  if (numbers) return [...numbers].map(String);
  const names = text.split(/[,;\s]+/).filter(Boolean);
  return names.every((each) => name.test(each)) ? names : null;
}

/**
 * Reads lines such as `Press: stalls F 11-14`: pool, section, row, seats.
 * @returns null when a line is none
 */
export function readPools(text: string): HeldLine[] | null {
  const lines: HeldLine[] = [];
  for (const given of text
    .split('\n')
    .map((each) => each.trim())
    .filter(Boolean)) {
    const [, pool = '', sectionId = '', row = '', seats = ''] = line.exec(given) ?? [];
    const names = seatNames(seats);
    if (!pool || !names || names.length === 0) return null;
    lines.push({ pool: pool.trim(), seatIds: names.map((number) => seatIdOf(sectionId, row, number)) });
  }
  return lines;
}

/** Returns the pools of lines; several lines may name one pool. */
export const poolsOf = (lines: readonly HeldLine[]): Pool[] =>
  [...Map.groupBy(lines, ({ pool }) => pool)].map(([pool, ofPool]) => ({
    name: pool,
    seatIds: ofPool.flatMap(({ seatIds }) => seatIds),
  }));

/** Writes pools as {@link readPools} reads them. */
export const poolText = (pools: readonly Pool[]): string =>
  pools
    .flatMap(({ name: pool, seatIds }) => {
      const seats = seatIds.flatMap((id) => parseSeatId(id) ?? []);
      return [...Map.groupBy(seats, ({ sectionId, rowLabel }) => `${sectionId} ${rowLabel}`)].map(([row, ofRow]) => {
        const numbers = ofRow.map(({ number }) => number);
        const arePlain = numbers.every((each) => /^(0|[1-9]\d{0,3})$/.test(each));
        return `${pool}: ${row} ${arePlain ? listNumbers(numbers.map(Number)) : numbers.join(', ')}`;
      });
    })
    .join('\n');
