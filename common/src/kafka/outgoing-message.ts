export interface OutgoingMessage {
  topic: string;
  key: string | Buffer | null;
  value: Buffer | null;
  /** A list represents a repeated header. */
  headers: Record<string, string | Buffer | (string | Buffer)[]>;
}

/** Returns the bytes of key, value and headers without protocol overhead; strings count one byte per character. */
export function sizeOf({ key, value, headers }: OutgoingMessage): number {
  let size = (key?.length ?? 0) + (value?.length ?? 0);
  for (const [name, content] of Object.entries(headers))
    for (const part of Array.isArray(content) ? content : [content]) size += name.length + part.length;
  return size;
}
