import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Effect } from '../effects/index.ts';
import type { Priority } from './overload.ts';
import type { SessionUser } from './session.ts';

export interface Reply {
  status: number;
  /** JSON; none for 204. */
  body?: unknown;
  /** Sent as they are instead of a body; the headers name their content type. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
  /** Sent piece by piece instead of a body, at the client's pace; the headers name its content type. */
  stream?: AsyncIterable<string>;
}

export const reply = (status: number, body?: unknown, headers?: Record<string, string>): Reply => ({
  status,
  ...(body !== undefined && { body }),
  ...(headers && { headers }),
});

/** What a handler is given: everything checked, in the order of the contract. */
export interface RouteInput<Body, Query, Params, User> {
  body: Body;
  query: Query;
  params: Params;
  user: User;
  /** Exactly the bytes that were sent, for signatures. */
  rawBody: Buffer;
  headers: IncomingHttpHeaders;
  /** Of which what the request makes takes its id; requests under one Idempotency-Key share it. */
  effect: Effect;
  /** For cookies and streams; answers are returned, not sent. */
  res: Response;
}

export type Method = 'get' | 'post' | 'put' | 'delete';
export type Access = 'public' | 'optional' | 'required';
export type UserOf<A extends Access> = A extends 'required' ? SessionUser : SessionUser | null;

export interface FileBody {
  contentTypes: readonly string[];
  maxBytes: number;
}

/** One route: its checks, its documentation and its handler, from one definition. */
export interface RouteSpec<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Params extends z.ZodType = z.ZodType,
  A extends Access = Access,
> {
  method: Method;
  /** Express path, e.g. /api/orders/:id */
  path: string;
  summary: string;
  /** `required`: 401 without a valid session; `optional`: the user or null. */
  access: A;
  /** Only for people who have this role; 403 for others. With `required` access only. */
  role?: string;
  body?: Body;
  query?: Query;
  /** A value that does not parse names nothing: 404. */
  params?: Params;
  /** Documented answers by status: a description, and the schema of the body where there is one. */
  responses: Record<number, { description: string; schema?: z.ZodType; contentType?: string }>;
  /** The body is not JSON but bytes whose signature the handler checks; cross-site rules do not apply. */
  acceptsRawBody?: boolean;
  /** The body is a file of one of these content types, up to so many bytes, instead of JSON; the handler gets it as `rawBody`. */
  file?: FileBody;
  /** Who is turned away first under overload; `low` for what only reads, else `normal`, unless it is said. */
  priority?: Priority;
  /** Honours Idempotency-Key. */
  isIdempotent?: boolean;
  /** The answer holds a secret, which is not stored with the key: a repeat does the work again, so the work is idempotent. */
  isAnswerSecret?: boolean;
  handler: (input: RouteInput<z.output<Body>, z.output<Query>, z.output<Params>, UserOf<A>>) => Promise<Reply> | Reply;
}

/** Infers the handler's input from the schemas. */
export const defineRoute = <
  Body extends z.ZodType,
  Query extends z.ZodType,
  Params extends z.ZodType,
  A extends Access,
>(
  spec: RouteSpec<Body, Query, Params, A>,
): RouteSpec => spec as unknown as RouteSpec;
