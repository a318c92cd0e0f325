import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import { armFailpoints, failpoint } from './index.ts';
import { parseFailpoints } from './parse-failpoints.ts';

afterEach(() => void armFailpoints({}));

describe('FAILPOINTS', () => {
  it('parses kills and delays with probabilities and optional labels', () => {
    expect(
      parseFailpoints(
        'raw-relay.after-ack:kill; consumer.before-apply@orders.order.created.v1:delay:5-200:0.25;http.before-answer:delay:7',
      ),
    ).toEqual([
      { name: 'raw-relay.after-ack', label: undefined, delayMs: undefined, probability: 1 },
      {
        name: 'consumer.before-apply',
        label: 'orders.order.created.v1',
        delayMs: { min: 5, max: 200 },
        probability: 0.25,
      },
      { name: 'http.before-answer', label: undefined, delayMs: { min: 7, max: 7 }, probability: 1 },
    ]);
  });

  it('names every invalid entry', () => {
    expect(() => parseFailpoints('nowhere:kill;http.before-answer:explode;http.before-answer:kill:2')).toThrow(
      /nowhere[\s\S]*explode[\s\S]*kill:2/,
    );
  });

  it('is refused in production', () => {
    expect(() => armFailpoints({ FAILPOINTS: 'http.before-answer:kill', NODE_ENV: 'production' })).toThrow(
      /NODE_ENV is production/,
    );
  });
});

describe('a failpoint', () => {
  it('does nothing when unarmed', () => {
    expect(failpoint('http.before-answer')).toBeUndefined();
  });

  it('delays only callers with its label', async () => {
    armFailpoints({ FAILPOINTS: 'consumer.before-apply@orders.order.created.v1:delay:400' });
    const timed = async (label: string) => {
      const startedAt = performance.now();
      await failpoint('consumer.before-apply', label);
      return performance.now() - startedAt;
    };
    expect(await timed('orders.order.created.v1')).toBeGreaterThanOrEqual(395);
    expect(await timed('orders.order.cancelled.v1')).toBeLessThan(200);
  });

  it('kills its process without cleanup', async () => {
    const program = `
      import { armFailpoints, failpoint } from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      armFailpoints(process.env);
      process.on('exit', () => console.log('shut down'));
      await failpoint('raw-relay.after-ack');
      console.log('survived');`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      env: { ...process.env, NODE_OPTIONS: '', FAILPOINTS: 'raw-relay.after-ack:kill' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect({ code, signal, said }).toEqual({ code: null, signal: 'SIGKILL', said: '' });
  });
});
