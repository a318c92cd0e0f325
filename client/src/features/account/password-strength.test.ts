import { expect, it } from '@jest/globals';
import { strengthOf } from './password-strength.ts';

it.each([
  ['short', ''],
  ['short', 'seven77'],
  ['weak', 'aaaaaaaaaaaaaaaa'],
  ['weak', 'password'],
  ['weak', '1234567890'],
  ['fair', 'correct horse'],
  ['strong', 'correct horse battery staple'],
  ['strong', 'u7#kQ9!xLm2$'],
  ['strong', 'пароль для концерта'],
])('is %s: %s', (strength, password) => expect(strengthOf(password)).toBe(strength));
