import { expect, it } from '@jest/globals';
import { createHeldBack } from './held-back.ts';

it('aggregates are left alone until their time is over, longer after each failure', () => {
  let nowMs = 0;
  const heldBack = createHeldBack({ now: () => nowMs, random: () => 1 });
  expect(heldBack.current()).toEqual([]);
  expect(heldBack.add(['a'])).toBe(200);
  nowMs = 150;
  expect(heldBack.add(['b'])).toBe(50);
  expect(heldBack.current()).toEqual(['a', 'b']);
  // Others went through meanwhile; that says nothing of these.
  heldBack.passed();

  nowMs = 200;
  expect(heldBack.current()).toEqual([]);
  expect(heldBack.add(['a', 'b'])).toBe(400);
  nowMs = 600;
  expect(heldBack.current()).toEqual([]);
  heldBack.passed();
  expect(heldBack.add(['a'])).toBe(200);
});
