/** Who sends the mails. */
export interface Sender {
  /** As in the header `From`. */
  from: string;
  /** The domain of its address, for message ids. */
  domain: string;
}

/** Parses MAIL_FROM. @returns null when it is no address */
export function parseSender(text: string): Sender | null {
  const domain = /^(?:[^<>@\r\n]*<[^<>@\s]+@([\w.-]+)>|[^<>@\s]+@([\w.-]+))$/.exec(text.trim());
  return domain ? { from: text.trim(), domain: (domain[1] ?? domain[2]) as string } : null;
}
