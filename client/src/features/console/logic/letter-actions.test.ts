import { expect, it } from '@jest/globals';
import { letterStates } from '../api/schemas.ts';
import { isSelectable } from './letter-actions.ts';

it('can be ticked while it is waiting', () =>
  expect(letterStates.filter((state) => isSelectable({ state }))).toEqual(['open', 'failed_again']));
