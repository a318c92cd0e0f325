import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerErrors, answerInstead } from './answer.ts';

const retryAfterSeconds = 2;

export interface Unavailability {
  status: 503 | 504;
  code: 'upstream_unavailable' | 'upstream_timeout';
  message: string;
}

/** The answer in an upstream's place: a page for a person, the errors of the contract for a program. */
export function answerUnavailable(req: IncomingMessage, res: ServerResponse, problem: Unavailability): void {
  const headers = { 'retry-after': String(retryAfterSeconds) };
  const isForPerson = req.method === 'GET' && (req.headers.accept ?? '').includes('text/html');
  if (!isForPerson) answerErrors(req, res, problem, headers);
  else {
    const { status, message } = problem;
    answerInstead(req, res, { status, content: { type: 'text/html', text: page(message) }, headers });
  }
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
