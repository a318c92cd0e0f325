import { type IncomingMessage, request } from 'node:http';
import type { Duplex } from 'node:stream';
import { requestHeaders } from './headers.ts';

export interface UpgradeOptions {
  upstream: URL;
  /** Called when the upstream does not answer and the client gets 503. */
  onFailure: (error: Error) => void;
}

/** Passes a connection that changes its protocol (WebSocket) through, once the upstream has agreed. */
export function passUpgrade(
  req: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  { upstream, onFailure }: UpgradeOptions,
): void {
  const outgoing = request(upstream, {
    method: req.method,
    path: req.url,
    headers: [...requestHeaders(req), 'Connection', 'Upgrade', 'Upgrade', req.headers.upgrade ?? ''],
    setHost: false,
  });
  socket.on('error', () => outgoing.destroy());
  socket.on('close', () => outgoing.destroy());
  outgoing.once('upgrade', (answer, upstreamSocket, upstreamHead) => {
    // Its end was told before anybody here listened for the upstream's sake.
    if (socket.destroyed) {
      upstreamSocket.destroy();
      return;
    }
    socket.write(headOf(answer));
    if (upstreamHead.length > 0) socket.write(upstreamHead);
    if (head.length > 0) upstreamSocket.write(head);
    upstreamSocket.on('error', () => socket.destroy());
    upstreamSocket.on('close', () => socket.destroy());
    socket.on('close', () => upstreamSocket.destroy());
    upstreamSocket.pipe(socket).pipe(upstreamSocket);
  });
  outgoing.once('response', (answer) => {
    socket.write(headOf(answer));
    answer.pipe(socket);
  });
  outgoing.once('error', (error) => {
    if (socket.destroyed) return;
    socket.end('HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
    onFailure(error);
  });
  outgoing.end();
}

/** The answer's status line and headers as they came, framing included, because its body follows unchanged. */
function headOf({ statusCode, statusMessage, rawHeaders, headers }: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage}`];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] ?? '';
    // The body arrives here without its chunks, so its end is the connection's.
    if (name.toLowerCase() !== 'transfer-encoding') lines.push(`${name}: ${rawHeaders[at + 1]}`);
  }
  if (headers['transfer-encoding'] !== undefined) lines.push('Connection: close');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
