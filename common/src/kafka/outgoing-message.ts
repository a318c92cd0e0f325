export interface OutgoingMessage {
  topic: string;
  key: string | Buffer | null;
  value: Buffer | null;
  /** A list is a header that is there several times. */
  headers: Record<string, string | Buffer | (string | Buffer)[]>;
}

/** Bytes of key, value and headers, without what the protocol adds; of text, its characters. */
export function sizeOf({ key, value, headers }: OutgoingMessage): number {
  let size = (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, content] of Object.entries(headers))
    for (const part of Array.isArray(content) ? content : [content]) size += name.length + part.length;
  return size;
}
