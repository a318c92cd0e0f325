// TLS in front of the parts that have none of their own: the packaged Redis is built without it, and the registry can't
// ask for a password. A managed service has both built in.
import { readFileSync } from 'node:fs';
import http from 'node:http';
import { csv, parseEnv, port, text } from '@ticketing/common/config';
import { z } from 'zod';
import { forwardBytes, forwardRequests } from './front.ts';

const Env = z.object({
  /** For readiness. */
  PORT: port(0),
  CERT_FILE: text(),
  KEY_FILE: text(),
  REDIS_PORT: port(0),
  REDIS_TLS_PORT: port(0),
  REGISTRY_PORT: port(0),
  REGISTRY_TLS_PORT: port(0),
  /** `user:password` of everybody who may ask the registry. */
  REGISTRY_CREDENTIALS: csv(),
});

const env = parseEnv(Env, process.env);
const pair = { cert: readFileSync(env.CERT_FILE), key: readFileSync(env.KEY_FILE) };
const listen = (server: { listen(port: number, host: string, done: () => void): unknown }, at: number) =>
  new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));

const ready = http.createServer((_request, response) => void response.writeHead(204).end());
const servers = [
  forwardBytes(pair, env.REDIS_PORT),
  forwardRequests(pair, env.REGISTRY_PORT, env.REGISTRY_CREDENTIALS),
  ready,
] as const;
await listen(servers[0], env.REDIS_TLS_PORT);
await listen(servers[1], env.REGISTRY_TLS_PORT);
await listen(ready, env.PORT);

// Its clients have stopped before; idle connections end with the process.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));
