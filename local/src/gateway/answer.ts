import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';

export interface OwnAnswer {
  status: number;
  content?: { type: string; text: string };
  headers?: OutgoingHttpHeaders;
}

/** Answers in an upstream's place. When its answer has begun, the connection is broken: a part must not pass for the whole. */
export function answerInstead(
  req: IncomingMessage,
  res: ServerResponse,
  { status, content, headers }: OwnAnswer,
): void {
  if (res.headersSent) {
    if (!res.writableEnded) res.destroy();
    return;
  }
  res.writeHead(status, {
    ...(content && {
      'content-type': `${content.type}; charset=utf-8`,
      'content-length': Buffer.byteLength(content.text),
    }),
    'cache-control': 'no-store',
    ...headers,
    // What is left of a body would be read as the next request.
    ...(req.complete ? {} : { connection: 'close' }),
  });
  res.end(req.method === 'HEAD' ? undefined : content?.text);
}

export interface OwnError {
  status: number;
  code: string;
  message: string;
}

/** The same as an error of the contract. */
export const answerErrors = (
  req: IncomingMessage,
  res: ServerResponse,
  { status, code, message }: OwnError,
  headers: OutgoingHttpHeaders = {},
): void =>
  answerInstead(req, res, {
    status,
    content: { type: 'application/json', text: JSON.stringify({ errors: [{ message, code }] }) },
    headers,
  });
