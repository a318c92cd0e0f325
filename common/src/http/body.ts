import type { IncomingMessage } from 'node:http';
import type { Request } from 'express';
import type { z } from 'zod';
import { HttpError, httpErrors } from './http-error.ts';
import type { FileBody } from './route.ts';

/** Bytes. A listing has a few hundred; routes with larger documents say so. */
export const maxBodyBytes = 64 * 1024;

/** Bytes of a refused body that are read and discarded, so that a proxy in front can receive the response. */
const maxDiscardedBytes = 2 * 1024 * 1024;

const announcedBytes = (req: IncomingMessage): number => Number(req.headers['content-length'] ?? 0);

/**
 * Reads a request's body.
 * @throws HttpError 413 when the declared or received size exceeds the limit
 */
export async function readBody(req: IncomingMessage, maxBytes = maxBodyBytes): Promise<Buffer> {
  const discardedBytes = Math.max(maxDiscardedBytes, 2 * maxBytes);
  // A body declared far too large is not read at all.
  if (announcedBytes(req) > discardedBytes) throw httpErrors.tooLarge();
  const isKept = announcedBytes(req) <= maxBytes;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > discardedBytes) break;
    if (isKept && size <= maxBytes) chunks.push(chunk);
  }
  if (size > maxBytes) throw httpErrors.tooLarge();
  return Buffer.concat(chunks);
}

/**
 * Validates a file's headers before any of it is read.
 * @throws HttpError 413, 415
 */
export async function requireFile(req: Request, { contentTypes, maxBytes }: FileBody): Promise<void> {
  if (announcedBytes(req) > maxBytes) await readBody(req, maxBytes);
  if (isEncoded(req) || !contentTypes.includes(req.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? ''))
    throw httpErrors.unsupportedType(contentTypes.join(' or '));
}

/** @throws HttpError 415 */
export function requireJson(req: Request, body: Buffer): void {
  if (body.length > 0 && (isEncoded(req) || !req.is('application/json'))) throw httpErrors.unsupportedType();
}

const isEncoded = (req: Request): boolean => (req.get('content-encoding') ?? 'identity') !== 'identity';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** @throws HttpError 400 invalid_json */
export function parseJson(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return JSON.parse(strictUtf8.decode(body));
  } catch {
    throw httpErrors.badJson();
  }
}

/** A large document can have a problem in each of its parts; nobody reads as many. */
const maxReportedProblems = 100;

/** @throws HttpError 400 with one error per problem, each naming its field */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, maxReportedProblems).map(({ path, message }) => ({
    message,
    ...(path.length > 0 && { field: path.join('.') }),
    code: 'invalid_input',
  }));
  throw new HttpError(400, errors);
}
