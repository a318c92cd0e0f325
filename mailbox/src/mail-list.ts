/** A received mail. */
export interface ReceivedMail {
  id: string;
  receivedAt: Date;
  messageId: string | null;
  from: string;
  /** The recipients of the envelope. */
  to: string[];
  subject: string;
  text: string;
  /** Null for a mail without HTML. */
  html: string | null;
}

export interface MailListLimits {
  maxMails: number;
  /** Of all texts together, characters. */
  maxCharacters: number;
}

const charactersOf = ({ text, html, subject }: ReceivedMail): number =>
  text.length + (html?.length ?? 0) + subject.length;

/** Keeps the latest mails in memory, within limits; at least the last one. */
export function createMailList({ maxMails, maxCharacters }: MailListLimits) {
  /** Oldest first. */
  let mails: ReceivedMail[] = [];
  let characters = 0;
  return {
    add(mail: ReceivedMail): void {
      mails.push(mail);
      characters += charactersOf(mail);
      while (mails.length > 1 && (mails.length > maxMails || characters > maxCharacters)) {
        const [oldest, ...rest] = mails;
        mails = rest;
        if (oldest) characters -= charactersOf(oldest);
      }
    },
    /** Returns mails, newest first. @param to only those to this address, regardless of case */
    list(to?: string): ReceivedMail[] {
      const wanted = to?.toLowerCase();
      return mails
        .filter((mail) => !wanted || mail.to.some((address) => address.toLowerCase() === wanted))
        .toReversed();
    },
    find: (id: string): ReceivedMail | undefined => mails.find((mail) => mail.id === id),
    clear(): void {
      mails = [];
      characters = 0;
    },
  };
}

export type MailList = ReturnType<typeof createMailList>;
