import { ecsFormat } from '@elastic/ecs-pino-format';
import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createSecurityLog, type SecurityEvent } from './index.ts';

function lineOf(event: SecurityEvent): Record<string, unknown> {
  const lines: string[] = [];
  createSecurityLog(pino({}, { write: (line: string) => void lines.push(line) }))(event);
  return JSON.parse(lines.join(''));
}

it('writes one stream with the fields of ECS and the network of the address only', () => {
  const line = lineOf({ action: 'user-signed-in', outcome: 'failure', userId: 'u1', address: '8.8.4.77' });

  expect(line).toMatchObject({
    'event.kind': 'event',
    'event.module': 'security',
    'event.category': ['authentication'],
    'event.action': 'user-signed-in',
    'event.outcome': 'failure',
    'user.id': 'u1',
    'source.ip': '8.8.4.0',
  });
  expect(JSON.stringify(line)).not.toContain('8.8.4.77');
});

it('adds no field that the logger has already, which log stores refuse', () => {
  const lines: string[] = [];
  const options = { ...ecsFormat({ serviceName: 'auth', apmIntegration: false }) };
  const log = pino(options, { write: (line: string) => void lines.push(line) });
  createSecurityLog(log)({ action: 'user-signed-in', outcome: 'success', userId: 'u1', address: '8.8.4.4' });

  const names = [...lines.join('').matchAll(/"([\w.@]+)":/g)].map(([, name]) => name);
  expect(names).toHaveLength(new Set(names).size);
});

it('leaves out what is unknown or says nothing', () => {
  const line = lineOf({
    action: 'role-granted',
    outcome: 'success',
    address: '127.0.0.1',
    fields: { role: 'operator' },
  });

  expect(line).toMatchObject({ 'event.category': ['iam'], role: 'operator' });
  expect(Object.keys(line)).not.toContain('user.id');
  expect(Object.keys(line)).not.toContain('source.ip');
});
