/** A version of an aggregate: an event's place in its stream. */
export interface StreamPosition {
  /** The aggregate whose versions are counted, e.g. `order:4711`. */
  stream: string;
  version: number;
}

/** A version is an Avro int, and nine digits are always one. */
const format = /^([a-z]+:.+)@(\d{1,9})$/;

/** Formats a position as in the header `replay.skip`, e.g. `order:4711@1`. */
export const textOfPosition = ({ stream, version }: StreamPosition): string => `${stream}@${version}`;

/** Parses the text of a position; null when it is malformed. */
export function positionOfText(text: string): StreamPosition | null {
  const [, stream, version] = format.exec(text) ?? [];
  return stream === undefined ? null : { stream, version: Number(version) };
}
