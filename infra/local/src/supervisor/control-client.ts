import { request } from 'node:http';
import { type ControlAnswer, controlSocket } from './control-server.ts';

export type ControlOrder = 'start' | 'stop' | 'restart';

/**
 * Gives the home's supervisor an order and waits until it is carried out. Without a name, "stop" means everything.
 * @param env what a restart adds to the program's environment, until its next restart
 * @throws Error when no supervisor answers
 */
export function orderSupervisor(
  home: string,
  order: ControlOrder,
  name = '',
  env: Readonly<Record<string, string>> = {},
): Promise<ControlAnswer> {
  return new Promise((resolve, reject) => {
    const path = name ? `/${order}/${encodeURIComponent(name)}` : `/${order}`;
    const outgoing = request({ socketPath: controlSocket(home), method: 'POST', path }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => resolve(JSON.parse(body) as ControlAnswer));
      response.on('error', reject);
    });
    outgoing.on('error', reject);
    outgoing.end(JSON.stringify({ env }));
  });
}
