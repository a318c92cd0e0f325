import type { IncomingMessage, ServerResponse } from 'node:http';
import { answerErrors } from './answer.ts';
import { bodyOf } from './headers.ts';

/** As an ingress has it by default; the services' own limit is lower. */
export const maxBodyBytes = 1024 * 1024;

/** Of a listing's picture; the service says the same. */
export const maxPictureBytes = 5 * maxBodyBytes;
/** Of a venue's seat map; the service says the same. */
export const maxSeatMapBytes = 3 * maxBodyBytes;
const venuesPath = /^\/api\/venues(\?|$)/;
const seatMapPath = /^\/api\/venues\/[^/?]+\/seat-map(\?|$)/;

const picturePath = /^\/api\/tickets\/[^/?]+\/picture(\?|$)/;

function maxBytesOf({ method, url = '' }: IncomingMessage): number {
  if (method === 'PUT' && picturePath.test(url)) return maxPictureBytes;
  const hasSeatMap = (method === 'PUT' && seatMapPath.test(url)) || (method === 'POST' && venuesPath.test(url));
  return hasSeatMap ? maxSeatMapBytes : maxBodyBytes;
}

const tooLarge = { status: 413, code: 'body_too_large', message: 'The request body is too large' } as const;

export interface BodyLimit {
  isExceeded(): boolean;
  /** Called when the body turns out to be larger than allowed while it is passed on. */
  onExceeded(abandon: () => void): void;
}

/** Answers 413 for a body that announces too many bytes, or sends too many. */
export function limitBody(req: IncomingMessage, res: ServerResponse): BodyLimit {
  const maxBytes = maxBytesOf(req);
  // Of a refused body, so much is read and thrown away: who is still sending when the connection ends never reads the answer.
  const maxDiscardedBytes = 4 * maxBytes;
  const announced = Number(req.headers['content-length'] ?? 0);
  let received = 0;
  let isExceeded = false;
  let abandon = () => {};
  const answer = () => answerErrors(req, res, tooLarge);
  const exceed = () => {
    isExceeded = true;
    abandon();
    if (announced > maxDiscardedBytes || req.complete) answer();
    // Unpiping pauses, and the end of the abandoned request would unpipe only later.
    else req.once('end', answer).unpipe().resume();
  };
  if (bodyOf(req) !== 'none') {
    req.on('data', ({ length }: Buffer) => {
      received += length;
      if (!isExceeded && received > maxBytes) exceed();
      else if (received > maxDiscardedBytes) answer();
    });
    // A listener alone would make the body flow before somebody reads it.
    req.pause();
  }
  if (announced > maxBytes) exceed();
  return {
    isExceeded: () => isExceeded,
    onExceeded: (next) => {
      abandon = next;
    },
  };
}
