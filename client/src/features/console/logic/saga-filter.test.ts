import { expect, it } from '@jest/globals';
import { sagaFilterIn } from './saga-filter.ts';

it.each([
  [{}, {}],
  [
    { search: ' order ', status: 'stuck' },
    { search: 'order', status: 'stuck' },
  ],
  [{ search: ' ', status: 'lost' }, {}],
  [{ definition: 'cancel-event' }, { definition: 'cancel-event' }],
  [{ definition: 'lost' }, {}],
  [{ search: ['a', 'b'], status: ['stuck'] }, {}],
])('reads %j as %j', (query, filter) => expect(sagaFilterIn(query)).toEqual(filter));
