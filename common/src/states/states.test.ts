import { describe, expect, it } from '@jest/globals';
import { createStates } from './index.ts';

const door = () => createStates('door', 'open', { open: ['closed'], closed: ['open', 'locked'], locked: ['closed'] });

describe('createStates', () => {
  it('follows allowed transitions', () => {
    const states = door();
    states.enter('closed');
    states.enter('locked');
    expect(states.current()).toBe('locked');
    expect(states.is('open', 'locked')).toBe(true);
  });

  it('stays in a state that is entered again', () => {
    const states = door();
    states.enter('open');
    expect(states.current()).toBe('open');
  });

  it('throws at a transition that is not allowed, and stays', () => {
    const states = door();
    expect(() => states.enter('locked')).toThrow('door: no transition from open to locked');
    expect(states.current()).toBe('open');
  });
});
