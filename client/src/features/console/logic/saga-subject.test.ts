import { expect, it } from '@jest/globals';
import { subjectOf } from './saga-subject.ts';

it.each<[unknown, object]>([
  [
    { userId: 'u', performanceId: 'p', order: { id: 'o', total: 1 } },
    { personId: 'u', performanceId: 'p', orderId: 'o' },
  ],
  [
    { userId: 'u', order: null },
    { personId: 'u', performanceId: null, orderId: null },
  ],
  ['text', { personId: null, performanceId: null, orderId: null }],
])('finds ids in %j', (data, subject) => expect(subjectOf(data)).toEqual(subject));
