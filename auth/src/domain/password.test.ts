import { describe, expect, it } from '@jest/globals';
import { isListedPassword } from '../passwords/listed-passwords.ts';
import { assertAcceptable, passwordForms } from './password.ts';

const codeOf = (password: string, email = 'lea.meier@example.com') => {
  try {
    assertAcceptable({ password, email, field: 'password' }, isListedPassword);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('a new password', () => {
  it.each([
    'correct horse battery',
    'box-office-2026',
    'a long password',
    'Grüße aus Köln 7',
    '密码是很长的一句话',
    'пароль для концерта',
    'u7#kQ9!x',
    '12 monkeys on a bus',
    'two tickets to the moon',
  ])('may be %s', (password) => expect(codeOf(password)).toBeNull());

  it.each([
    'password',
    'PassWord',
    'P@ssw0rd',
    'password1!',
    'Password2026!',
    '123456789',
    'iloveyou',
    'qwertyuiop',
    'schalke04',
    'ｐａｓｓｗｏｒｄ',
    'aaaaaaaa',
    'abcabcabcabc',
    'abcdefgh',
    '98765432',
    '!!!!!!!!',
    'ticketing',
    'Ticketing2026!',
    'my-tickets',
    'TicketPassword',
    'MarketPlace #1',
  ])('is common: %s', (password) => expect(codeOf(password)).toBe('password_common'));

  it.each([
    ' '.repeat(8),
    '\t\n \u00a0\u2003\u3000  ',
    '\u200b'.repeat(10),
    '\u2060\ufeff'.repeat(5),
    '\u3164'.repeat(8),
  ])('is blank: %j', (password) => expect(codeOf(password)).toBe('password_blank'));

  it.each(['lea.meier@example.com', 'LEA.MEIER@EXAMPLE.COM ', 'lea.meier'])('is the email: %s', (password) =>
    expect(codeOf(password)).toBe('password_is_email'),
  );
});

describe('the forms of a password', () => {
  const [composed, decomposed] = ['caf\u00e9 au lait', 'cafe\u0301 au lait'];

  it('are one for most passwords', () => expect(passwordForms('correct horse')).toEqual(['correct horse']));

  it('begin with NFC, whatever was typed', () => {
    expect(passwordForms(composed)).toEqual([composed, decomposed]);
    expect(passwordForms(decomposed)).toEqual([composed, decomposed]);
  });
});
