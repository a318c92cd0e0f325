import { expect, it } from '@jest/globals';
import { proofOf } from './second-factor.ts';

it.each([
  ['123456', { code: '123456' }],
  ['123 456', { code: '123 456' }],
  ['0123-4567-89ab-cdef', { recoveryCode: '0123-4567-89ab-cdef' }],
  ['0123456789012345', { recoveryCode: '0123456789012345' }],
])('sends %j as %j', (typed, proof) => expect(proofOf(typed)).toEqual(proof));
