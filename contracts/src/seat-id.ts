/** Where a seat is. Ids, labels and numbers have letters, digits and hyphens only, so that a colon separates them. */
export interface SeatPosition {
  sectionId: string;
  rowLabel: string;
  number: string;
}

/** Source of the pattern that section ids, row labels, seat numbers and category ids match: 1 to 20 safe characters. */
export const seatNamePattern = '[A-Za-z0-9-]{1,20}';
/** Matches the id of a seat. */
export const seatIdPattern = new RegExp(`^(${seatNamePattern}):(${seatNamePattern}):(${seatNamePattern})$`);

/** Returns a seat's id, unique within its seat map: `section:row:number`. */
export const seatIdOf = (sectionId: string, rowLabel: string, number: string): string =>
  `${sectionId}:${rowLabel}:${number}`;

/** Returns where the seat of an id is; null for a text that is no seat's id. */
export function parseSeatId(id: string): SeatPosition | null {
  const [, sectionId, rowLabel, number] = seatIdPattern.exec(id) ?? [];
  return sectionId && rowLabel && number ? { sectionId, rowLabel, number } : null;
}
