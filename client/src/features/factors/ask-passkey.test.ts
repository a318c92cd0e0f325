import { expect, it } from '@jest/globals';
import { faultOfPasskey } from './ask-passkey.ts';

it.each([
  ['NotAllowedError', 'passkey_cancelled'],
  ['InvalidStateError', 'passkey_known'],
  ['SecurityError', 'passkey_failed'],
])('%s is %s', (name, code) => expect(faultOfPasskey(name)).toEqual({ code }));
