import { request } from 'node:http';
import { type ControlAnswer, controlSocket } from './control-server.ts';

export type ControlCommand = 'start' | 'stop' | 'restart';

/**
 * Sends a command to the home's supervisor and waits for the result. Without a name, "stop" stops everything.
 * @param env variables that a restart adds to the program's environment, until its next restart
 * @throws Error when no supervisor answers
 */
export function commandSupervisor(
  home: string,
  command: ControlCommand,
  name = '',
  env: Readonly<Record<string, string>> = {},
): Promise<ControlAnswer> {
  return new Promise((resolve, reject) => {
    const path = name ? `/${command}/${encodeURIComponent(name)}` : `/${command}`;
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
