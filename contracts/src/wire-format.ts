// Confluent's wire format of a value: a zero byte, the schema id (4 bytes, big-endian, unsigned), Avro.
// https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format
const prefix = 0;
const headerBytes = 5;

/** Returns the id of the schema that a value was written with; null when it does not have the wire format. */
export function schemaIdIn(value: Buffer | null): number | null {
  return value && value.length > headerBytes && value[0] === prefix ? value.readUInt32BE(1) : null;
}

/** @param schemaId in [0, 2³²) */
export function toWireFormat(schemaId: number, avro: Buffer): Buffer {
  const header = Buffer.alloc(headerBytes, prefix);
  header.writeUInt32BE(schemaId, 1);
  return Buffer.concat([header, avro]);
}

/** Returns the Avro bytes of a value in the wire format. */
export const avroBytesIn = (value: Buffer): Buffer => value.subarray(headerBytes);

/** Where a seat is. Ids, labels and numbers have letters, digits and hyphens only, so that a colon separates them. */
export interface SeatPosition {
  sectionId: string;
  rowLabel: string;
  number: string;
}

/** Source of the pattern that section ids, row labels, seat numbers and category ids match: 1 to 20 safe characters. */
export const seatNamePattern = '[A-Za-z0-9-]{1,20}';
const seatId = new RegExp(`^(${seatNamePattern}):(${seatNamePattern}):(${seatNamePattern})$`);

/** Returns a seat's id, unique within its seat map: `section:row:number`. */
export const seatIdOf = (sectionId: string, rowLabel: string, number: string): string =>
  `${sectionId}:${rowLabel}:${number}`;

/** Returns where the seat of an id is; null for a text that is no seat's id. */
export function parseSeatId(id: string): SeatPosition | null {
  const [, sectionId, rowLabel, number] = seatId.exec(id) ?? [];
  return sectionId && rowLabel && number ? { sectionId, rowLabel, number } : null;
}
