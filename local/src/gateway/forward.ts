import { type Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { limitBody } from './body-limit.ts';
import { bodyOf, endToEndHeaders, requestHeaders } from './headers.ts';
import { answerUnavailable } from './unavailable.ts';

export interface ForwardOptions {
  agent: Agent;
  /** `path` is the request's target there. */
  upstream: { name: string; url: URL; path: string };
  /** How long the upstream may take to begin its answer, milliseconds; its body may take as long as it likes. */
  answerWithinMs: number;
  /** Called after the answer in the upstream's place, or when the upstream breaks off its own. */
  onFailure: (error: NodeJS.ErrnoException) => void;
}

/** Passes one request on and its answer back, both as streams: nothing is held, so server-sent events pass at once. */
export function forward(req: IncomingMessage, res: ServerResponse, options: ForwardOptions): void {
  const { agent, upstream, answerWithinMs, onFailure } = options;
  const body = bodyOf(req);
  const limit = limitBody(req, res);
  if (limit.isExceeded()) return;
  const attempt = (isRetry: boolean) => {
    const outgoing = request(upstream.url, {
      agent,
      method: req.method,
      path: upstream.path,
      headers: [...requestHeaders(req), ...(body === 'chunked' ? ['Transfer-Encoding', 'chunked'] : [])],
      setHost: false,
    });
    const overdue = setTimeout(() => outgoing.destroy(new AnswerOverdue()), answerWithinMs);
    let isAbandoned = false;
    const abandon = () => {
      isAbandoned = true;
      outgoing.destroy();
    };
    const forget = onDeparture(req, res, abandon);
    limit.onExceeded(abandon);
    outgoing.once('response', (answer) => {
      clearTimeout(overdue);
      answer.once('error', (error) => {
        if (!isAbandoned) onFailure(error);
      });
      passBack(req, answer, res);
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(overdue);
      forget();
      if (res.closed || res.destroyed || req.socket.destroyed || limit.isExceeded()) return;
      // The upstream closed an idle connection just as we reused it. Nothing of the request was answered, and without
      // a body it can be said again.
      const wasIdleConnection = outgoing.reusedSocket && error.code === 'ECONNRESET' && !res.headersSent;
      if (wasIdleConnection && !isRetry && body === 'none' && isSafe(req)) {
        attempt(true);
        return;
      }
      answerUnavailable(req, res, describe(error, upstream.name));
      onFailure(error);
    });
    if (body === 'none') outgoing.end();
    else req.pipe(outgoing);
  };
  attempt(false);
}

/**
 * Calls back once the client's request is over, answered or not. The socket is listened to as well: an answer that waits behind
 * another of its connection has no events of its own.
 * @returns a function that listens no longer
 */
function onDeparture({ socket }: IncomingMessage, res: ServerResponse, abandon: () => void): () => void {
  const forget = () => {
    res.off('close', leave);
    socket.off('close', leave);
  };
  const leave = () => {
    forget();
    abandon();
  };
  res.once('close', leave);
  socket.once('close', leave);
  return forget;
}

const isSafe = ({ method }: IncomingMessage) => method === 'GET' || method === 'HEAD';

function passBack(req: IncomingMessage, answer: IncomingMessage, res: ServerResponse): void {
  if (req.socket.destroyed) {
    answer.destroy();
    return;
  }
  res.sendDate = false;
  res.writeHead(answer.statusCode ?? 502, answer.statusMessage, endToEndHeaders(answer));
  // An answer of unknown length may be a stream whose first byte comes much later than its headers.
  if (answer.headers['content-length'] === undefined && req.method !== 'HEAD') res.flushHeaders();
  // On a broken answer the client's connection is broken too: it must not take a part for the whole.
  pipeline(answer, res, () => {});
}

class AnswerOverdue extends Error {}

const describe = (error: Error, name: string) =>
  error instanceof AnswerOverdue
    ? ({ status: 504, code: 'upstream_timeout', message: `The ${name} service takes too long to answer` } as const)
    : ({ status: 503, code: 'upstream_unavailable', message: `The ${name} service is not available` } as const);
