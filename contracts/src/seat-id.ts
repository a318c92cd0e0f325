/** Returns the id of a seat, unique within its performance. Section ids, row labels and numbers contain no colon. */
export const seatIdOf = (sectionId: string, rowLabel: string, number: string): string =>
  `${sectionId}:${rowLabel}:${number}`;
