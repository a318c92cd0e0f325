import type { IncomingMessage, ServerResponse } from 'node:http';

const retryAfterSeconds = 2;

export interface Unavailability {
  status: 503 | 504;
  code: 'upstream_unavailable' | 'upstream_timeout';
  message: string;
}

/** The answer in an upstream's place: a page for a person, the errors of the contract for a program. */
export function answerUnavailable(
  req: IncomingMessage,
  res: ServerResponse,
  { status, code, message }: Unavailability,
): void {
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const isForPerson = req.method === 'GET' && (req.headers.accept ?? '').includes('text/html');
  const body = isForPerson ? page(message) : JSON.stringify({ errors: [{ message, code }] });
  res.writeHead(status, {
    'content-type': isForPerson ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'retry-after': String(retryAfterSeconds),
    // What is left of a body would be read as the next request.
    ...(req.complete ? {} : { connection: 'close' }),
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

const page = (message: string): string => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="refresh" content="${retryAfterSeconds}">
<title>Back in a moment</title>
<body style="font: 1rem/1.5 system-ui; max-width: 32rem; margin: 20vh auto; padding: 0 1rem">
<h1>Back in a moment</h1>
<p>${message}. This page tries again by itself.</p>
</body>
</html>
`;
