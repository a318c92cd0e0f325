import { connect } from 'node:net';

/** Sends one command and waits for its simple reply. */
export function sendRedisCommand(url: string, command: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 5_000 });
    socket.once('connect', () => socket.write(`${command}\r\n`));
    socket.once('timeout', () => socket.destroy(new Error('Redis does not respond')));
    socket.once('error', reject);
    socket.once('data', (answer) => {
      socket.destroy();
      const text = answer.toString().trim();
      if (text.startsWith('-')) reject(new Error(`Redis rejected ${command}: ${text}`));
      else resolve(text);
    });
  });
}
