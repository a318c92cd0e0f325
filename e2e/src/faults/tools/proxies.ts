import type { Stage } from '../fault.ts';

/** The proxies between services and parts; `slot` is between Connect and PostgreSQL. */
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
    // A missing toxic has already been removed.
    if (!answer.ok && !(method === 'DELETE' && answer.status === 404))
      throw new Error(`toxiproxy answered ${answer.status}: ${text}`);
    return text;
  };
  /** Closes its connections, so that clients reconnect through the new upstream. */
  const leadTo = (upstream: string) => call('POST', '', { upstream });
  const toxicName = (type: string, stream: string) => `${type}-${stream}`;
  return {
    /** Closes every connection and accepts no new one. */
    cut: () => call('POST', '', { enabled: false }),
    heal: () => call('POST', '', { enabled: true }),
    /** In both directions. */
    poison: async ({ type, attributes }: Toxic) => {
      for (const stream of ['upstream', 'downstream'])
        await call('POST', '/toxics', { name: toxicName(type, stream), type, stream, toxicity: 1, attributes });
    },
    /** Routes the link through another loopback port, which gets the part's own address. @returns undoes the change */
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
