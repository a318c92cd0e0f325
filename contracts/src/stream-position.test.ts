import { describe, expect, it } from '@jest/globals';
import { positionOfText, textOfPosition } from './index.ts';

describe('a stream position', () => {
  it('round-trips as text', () => {
    const position = { stream: 'order:a@b', version: 12 };
    expect(textOfPosition(position)).toBe('order:a@b@12');
    expect(positionOfText('order:a@b@12')).toEqual(position);
  });

  it.each(['4711@1', 'order:@1', 'order:4711@', 'order:4711@-1', 'order:4711@1.5', 'order:4711@1234567890', ''])(
    'is refused when it is %j',
    (text) => expect(positionOfText(text)).toBeNull(),
  );
});
