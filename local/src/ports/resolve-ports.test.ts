import { expect, it } from '@jest/globals';
import { portNames, portTable } from './port-table.ts';
import { PortsError, parsePorts, resolvePorts } from './resolve-ports.ts';

it('uses the defaults when nothing is given', async () => {
  const ports = await resolvePorts(parsePorts({}));
  expect(ports).toMatchObject({ gateway: 3000, kafka: 19_092, 'kafka-controller': 19_093 });
});

it('has no default that an outgoing connection may take', () => {
  expect(Object.values(portTable).filter(({ fallback }) => fallback >= 32_768)).toEqual([]);
});

it('reads the gateway’s port from PORT and others from their own variables', async () => {
  const ports = await resolvePorts(
    parsePorts({ PORT: '8080', TICKETING_KAFKA_PORT: '9092', TICKETING_RELAY_AUTH_PORT: '' }),
  );
  expect(ports).toMatchObject({ gateway: 8080, kafka: 9092, 'relay-mongo': 3011 });
});

it.each(['0', '65536', '-1', '80a', '3e3', ' '])('rejects %j as a port and names the variable', (text) => {
  expect(() => parsePorts({ TICKETING_REDIS_PORT: text })).toThrow(/TICKETING_REDIS_PORT/);
});

it('names every invalid variable at once', () => {
  expect(() => parsePorts({ PORT: 'x', TICKETING_MONGO_PORT: 'y', TICKETING_PORTS: 'random' })).toThrow(
    /TICKETING_PORTS[\s\S]*PORT is "x"[\s\S]*TICKETING_MONGO_PORT/,
  );
});

it('rejects the same port for two programs', () => {
  expect(() => parsePorts({ PORT: '3001' })).toThrow(PortsError);
});

it('chooses a free port with "auto" for every program without a given port', async () => {
  const ports = await resolvePorts(parsePorts({ TICKETING_PORTS: 'auto', PORT: '8080' }));
  expect(ports.gateway).toBe(8080);
  expect(new Set(Object.values(ports)).size).toBe(portNames.length);
});
