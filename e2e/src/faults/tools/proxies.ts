import type { Stage } from '../fault.ts';

/** What stands between the services and a part; `slot` stands between Connect and PostgreSQL. */
export type LinkName = 'kafka' | 'postgres' | 'mongo' | 'redis' | 'registry' | 'stripe' | 'slot';

export interface Toxic {
  type: 'latency' | 'bandwidth' | 'slicer' | 'reset_peer' | 'timeout';
  attributes: Record<string, number>;
}

/** The faults of one link. Source: toxiproxy's HTTP API, https://github.com/Shopify/toxiproxy#http-api */
export function linkOf({ addresses }: Stage, name: LinkName) {
  const { toxiproxy } = addresses;
  if (!toxiproxy) throw new Error('the system was started without proxies: TICKETING_PROXIES=on');
  const call = async (method: string, path: string, body?: unknown): Promise<string> => {
    const answer = await fetch(`${toxiproxy}/proxies/${name}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    // A toxic that is gone was healed before.
    if (!answer.ok && !(method === 'DELETE' && answer.status === 404))
      throw new Error(`toxiproxy answered ${answer.status}: ${text}`);
    return text;
  };
  /** It closes its connections, so that clients come back by the new way. */
  const leadTo = (upstream: string) => call('POST', '', { upstream });
  const toxicName = (type: string, stream: string) => `${type}-${stream}`;
  return {
    /** Closes every connection and accepts no new one. */
    cut: () => call('POST', '', { enabled: false }),
    heal: () => call('POST', '', { enabled: true }),
    /** Both ways. */
    poison: async ({ type, attributes }: Toxic) => {
      for (const stream of ['upstream', 'downstream'])
        await call('POST', '/toxics', { name: toxicName(type, stream), type, stream, toxicity: 1, attributes });
    },
    /** Leads by way of a loopback port, which is told where the part itself is. @returns how to lead straight again */
    leadBy: async (open: (part: { host: string; port: number }) => Promise<number>) => {
      const { upstream } = JSON.parse(await call('GET', '')) as { upstream: string };
      const { hostname: host, port } = new URL(`tcp://${upstream}`);
      await leadTo(`127.0.0.1:${await open({ host, port: Number(port) })}`);
      return async () => void (await leadTo(upstream));
    },
    cure: async ({ type }: Toxic) => {
      for (const stream of ['upstream', 'downstream']) await call('DELETE', `/toxics/${toxicName(type, stream)}`);
    },
  };
}
