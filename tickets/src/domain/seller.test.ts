import { expect, it } from '@jest/globals';
import { assertMayList, assertNotDeleted } from './seller.ts';

it.each([
  [true, true, true],
  [true, false, true],
  [false, false, true],
  [false, true, false],
])(
  'a seller with a confirmed address (%s), where one is required (%s), may list: %s',
  (isEmailVerified, isRequired, may) => {
    const list = () => assertMayList({ isEmailVerified }, isRequired);
    if (may) expect(list).not.toThrow();
    else expect(list).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'email_not_verified' }));
  },
);

it('nobody lists with an account that was deleted', () => {
  expect(() => assertNotDeleted(false)).not.toThrow();
  expect(() => assertNotDeleted(true)).toThrow(expect.objectContaining({ kind: 'forbidden', code: 'account_deleted' }));
});
