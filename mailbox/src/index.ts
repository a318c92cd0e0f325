export type { ReceivedMail } from './mail-list.ts';
export { type Mailbox, type MailboxOptions, startMailbox } from './mailbox.ts';
