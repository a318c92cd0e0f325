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
