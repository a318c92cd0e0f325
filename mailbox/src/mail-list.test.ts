import { expect, it } from '@jest/globals';
import { createMailList, type ReceivedMail } from './mail-list.ts';

const mail = (id: string, text = '', to = ['a@example.com']): ReceivedMail => ({
  id,
  receivedAt: new Date(0),
  messageId: null,
  from: '',
  to,
  subject: '',
  text,
  html: null,
});
const idsOf = (mails: ReceivedMail[]) => mails.map(({ id }) => id);

it('keeps the latest mails, newest first', () => {
  const list = createMailList({ maxMails: 2, maxCharacters: 100 });
  for (const id of ['1', '2', '3']) list.add(mail(id));
  expect(idsOf(list.list())).toEqual(['3', '2']);
  expect(list.find('1')).toBeUndefined();
});

it('keeps so many that their texts fit, and always the last one', () => {
  const list = createMailList({ maxMails: 10, maxCharacters: 10 });
  for (const id of ['1', '2', '3']) list.add(mail(id, '12345'));
  expect(idsOf(list.list())).toEqual(['3', '2']);
  list.add(mail('4', 'longer than ten'));
  expect(idsOf(list.list())).toEqual(['4']);
});

it('finds the mails to an address, regardless of case', () => {
  const list = createMailList({ maxMails: 10, maxCharacters: 10 });
  list.add(mail('1', '', ['A@example.com', 'b@example.com']));
  list.add(mail('2', '', ['c@example.com']));
  expect(idsOf(list.list('a@EXAMPLE.com'))).toEqual(['1']);
});
