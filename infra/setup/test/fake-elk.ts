import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Stream {
  retention?: string;
  /** The checksum in the mappings of each backing index, oldest first. */
  indices: (string | undefined)[];
}

const emptyState = () => ({
  /** How many requests each of them still answers with "not ready". */
  unready: { elasticsearch: 0, kibana: 0 },
  hasBuiltInTemplates: true,
  passwords: new Map<string, string>(),
  templates: new Map<string, string>(),
  streams: new Map<string, Stream>(),
  imported: [] as string[],
  refused: [] as object[],
  requests: [] as string[],
});
type State = ReturnType<typeof emptyState>;

type Reply = [status: number, body: object];
/** Returns nothing when the answer is that it was done. */
type Route = [method: string, path: RegExp, answer: (match: string[], body: string) => Reply | undefined];

function checksumIn({ templates }: State): string | undefined {
  const component = JSON.parse(templates.get('logs-ticketing@mappings') ?? '{}');
  return component.template?.mappings._meta.checksum;
}

const templateAndAccountRoutes = (state: State): Route[] => [
  ['GET', /^\/_component_template\/ecs@mappings$/, () => [state.hasBuiltInTemplates ? 200 : 404, {}]],
  [
    'PUT',
    /^\/_(?:component|index)_template\/(.+)$/,
    ([name = ''], body) => void state.templates.set(name, body) as undefined,
  ],
  [
    'PUT',
    /^\/_security\/user\/(\w+)/,
    ([name = ''], body) => void state.passwords.set(name, JSON.parse(body).password) as undefined,
  ],
  ['PUT', /^\/_security\/role\/ticketing_filebeat$/, () => undefined],
];

const streamRoutes = (state: State): Route[] => [
  [
    'PUT',
    /^\/_data_stream\/([^/]+)\/_lifecycle$/,
    ([name = ''], body) => {
      const stream = state.streams.get(name);
      if (!stream) return [404, {}];
      stream.retention = JSON.parse(body).data_retention;
    },
  ],
  [
    'PUT',
    /^\/_data_stream\/([^/]+)$/,
    ([name = '']) => {
      if (state.streams.has(name)) return [400, { error: { type: 'resource_already_exists_exception' } }];
      state.streams.set(name, { indices: [checksumIn(state)] });
    },
  ],
  [
    'GET',
    /^\/_data_stream\/([^/]+)$/,
    ([name = '']) => {
      const stream = state.streams.get(name);
      if (!stream) return [404, {}];
      const indices = stream.indices.map((_, at) => ({ index_name: `.ds-${name}-${at + 1}` }));
      return [200, { data_streams: [{ name, indices }] }];
    },
  ],
  [
    'GET',
    /^\/\.ds-(.+)-(\d+)\/_mapping$/,
    ([name = '', number = '']) => {
      const checksum = state.streams.get(name)?.indices[Number(number) - 1];
      return [200, { [`.ds-${name}-${number}`]: { mappings: checksum ? { _meta: { checksum } } : {} } }];
    },
  ],
  [
    'POST',
    /^\/([^/]+)\/_rollover$/,
    ([name = '']) => void state.streams.get(name)?.indices.push(checksumIn(state)) as undefined,
  ],
];

const kibanaRoutes = (state: State): Route[] => [
  [
    'POST',
    /^\/api\/saved_objects\/_import\?overwrite=true$/,
    (_, body) => {
      state.imported = body.split(/\r?\n/).filter((line) => line.startsWith('{'));
      const errors = state.refused;
      return [200, { success: errors.length === 0, successCount: state.imported.length, errors }];
    },
  ],
];

/** Elasticsearch and Kibana in one server: as much of their APIs as the job `elk` uses, with their state. */
export async function startFakeElk({ password }: { password: string }) {
  const state = emptyState();
  const routes = [...templateAndAccountRoutes(state), ...streamRoutes(state), ...kibanaRoutes(state)];
  const answer = async (request: IncomingMessage): Promise<Reply> => {
    const { method = '', url = '', headers } = request;
    const body = await text(request);
    const server = url.startsWith('/api/') ? 'kibana' : 'elasticsearch';
    if (state.unready[server]-- > 0) return [503, { message: 'not ready yet' }];
    if (headers.authorization !== `Basic ${Buffer.from(`elastic:${password}`).toString('base64')}`) return [401, {}];
    if (server === 'kibana' && !headers['kbn-xsrf'])
      return [400, { message: 'Request must contain a kbn-xsrf header.' }];
    state.requests.push(`${method} ${url}`);
    for (const [wanted, path, route] of routes) {
      const match = wanted === method ? path.exec(url) : null;
      if (match) return route(match.slice(1), body) ?? [200, { acknowledged: true }];
    }
    return [405, { error: `no such API: ${method} ${url}` }];
  };
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => response.writeHead(status).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
