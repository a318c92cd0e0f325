import { describe, expect, it } from '@jest/globals';
import { textOfPosition } from '@ticketing/contracts';
import { parsePosition, positionIn } from './position.ts';

const topic = 'orders.order.cancelled.v1';

describe('a position', () => {
  it('round-trips as text', () => {
    const position = { stream: 'order:4711', version: 1 };
    expect(textOfPosition(position)).toBe('order:4711@1');
    expect(parsePosition(topic, 'order:4711@1')).toEqual(position);
    expect(parsePosition(topic, 'order:a@b@12')).toEqual({ stream: 'order:a@b', version: 12 });
  });

  it.each(['4711@1', 'ticket:4711@1', 'order:@1', 'order:4711@', 'order:4711@-1', 'order:4711@1.5', ''])(
    'is refused when it is %j',
    (text) => expect(() => parsePosition(topic, text)).toThrow(/order:<id>@<version>/),
  );

  it.each<[string, Parameters<typeof positionIn>[0], unknown, unknown]>([
    ['of a versioned event', topic, { id: '1', version: 0 }, { stream: 'order:1', version: 0 }],
    ['none without a version', topic, { id: '1' }, null],
    ['none with an invalid version', topic, { id: '1', version: 1.5 }, null],
    ['none with an invalid id', topic, { id: 7, version: 1 }, null],
    ['none of an unversioned topic', 'payments.payment.created.v1', { id: '1', version: 1 }, null],
    ['none without an object', topic, null, null],
  ])('is in a value: %s', (_, of, event, expected) => expect(positionIn(of, event)).toEqual(expected));
});
