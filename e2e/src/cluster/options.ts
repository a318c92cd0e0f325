import { parseArgs } from 'node:util';

export const usage = `Deploys to the cluster of the current kube context, verifies the deployment and removes it:
npm run verify:cluster -- [options]
  --profile <name>    of skaffold.yaml: verify (default), or lab if no image registry is reachable
  --ingress <h:port>  where the ingress controller listens for https, on the loopback address (default: 127.0.0.1:443)
  --keep              leaves everything running at the end
  --help              shows this text

Needs kubectl, skaffold, docker, openssl, and an ingress controller of class nginx. The namespace "ticketing" must not exist.`;

export interface Options {
  profile: string;
  ingress: { host: string; port: number };
  keeps: boolean;
  helps: boolean;
}

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function parseOptions(args: string[]): Options {
  const { values } = parse(args);
  const [, host, port] = /^(127\.0\.0\.1|localhost):(\d{1,5})$/.exec(values.ingress) ?? [];
  if (!host || !port) throw new UsageError(`--ingress is "${values.ingress}", not 127.0.0.1:<port>`);
  return { profile: values.profile, ingress: { host, port: Number(port) }, keeps: values.keep, helps: values.help };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        profile: { type: 'string', default: 'verify' },
        ingress: { type: 'string', default: '127.0.0.1:443' },
        keep: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
