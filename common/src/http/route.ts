import type { IncomingHttpHeaders } from 'node:http';
import type { Response } from 'express';
import type { z } from 'zod';
import type { Effect } from '../effects/index.ts';
import type { Priority } from './overload.ts';
import type { SessionUser } from './session.ts';

export interface Reply {
  status: number;
  /** JSON; absent for 204. */
  body?: unknown;
  /** Raw bytes, sent instead of a JSON body; `headers` sets their content type. */
  bytes?: Uint8Array;
  headers?: Record<string, string>;
  /** Sent chunk by chunk instead of a body, at the client's pace; `headers` sets its content type. */
  stream?: AsyncIterable<string>;
}

/** Creates a JSON reply. @param body absent for 204 */
export const reply = (status: number, body?: unknown, headers?: Record<string, string>): Reply => ({
  status,
  ...(body !== undefined && { body }),
  ...(headers && { headers }),
});

/** The validated input of a handler. */
export interface RouteInput<Body, Query, Params, User> {
  body: Body;
  query: Query;
  params: Params;
  user: User;
  /** The exact bytes of the request, for signatures. */
  rawBody: Buffer;
  headers: IncomingHttpHeaders;
  /** IP address of the client, as the trusted proxies report it. */
  address: string;
  /** Rows that the request creates derive their ids from it; requests with the same Idempotency-Key share it. */
  effect: Effect;
  /** For cookies and streams only; replies are returned. */
  res: Response;
}

export type Method = 'get' | 'post' | 'put' | 'delete';
export type Access = 'public' | 'optional' | 'required';
export type UserOf<A extends Access> = A extends 'required' ? SessionUser : SessionUser | null;

export interface FileBody {
  contentTypes: readonly string[];
  maxBytes: number;
}

/** One route: validation, documentation and handler in one definition. */
export interface RouteSpec<
  Body extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Params extends z.ZodType = z.ZodType,
  A extends Access = Access,
> {
  method: Method;
  /** Express path, e.g. /api/orders/:id */
  path: string;
  /** Its name in the OpenAPI document: a verb and a noun in camel case, unique over all services. */
  operationId: string;
  summary: string;
  /** `required`: 401 without a valid session; `optional`: the user or null. */
  access: A;
  /** Required role; others get 403. Only with `required` access. */
  role?: string;
  /**
   * Whether the security log names who used the route. Defaults to true for a route that requires a role and changes
   * something.
   */
  isAudited?: boolean;
  body?: Body;
  query?: Query;
  /** A value that does not parse yields 404. */
  params?: Params;
  /** Documented responses by status: a description, and the schema of the body if it has one. */
  responses: Record<number, { description: string; schema?: z.ZodType; contentType?: string }>;
  /** The body is raw bytes whose signature the handler verifies; cross-site checks do not apply. */
  acceptsRawBody?: boolean;
  /**
   * The body is a file of one of these content types, up to `maxBytes`, instead of JSON; the handler gets it as
   * `rawBody`.
   */
  file?: FileBody;
  /**
   * The largest JSON body, bytes. Defaults to `maxBodyBytes` of body.ts. A larger one needs `required` access, because it is
   * read only after authentication.
   */
  maxBodyBytes?: number;
  /**
   * Asked by other services only: it is not in the document of the API. Its path has no prefix that the gateway or an ingress
   * routes.
   */
  isInternal?: boolean;
  /** Priority under overload. Defaults to `low` for GET and to `normal` otherwise. */
  priority?: Priority;
  /**
   * Names what a proof of work is about, e.g. the address that signs up. It is asked for only where the service has a key for it, and
   * before the Idempotency-Key is looked up, so that this refusal is not stored.
   */
  provesWorkFor?: (input: { body: z.output<Body>; user: UserOf<A> }) => string;
  /** Whether the route supports Idempotency-Key. */
  isIdempotent?: boolean;
  /** Whether the handler respects If-Match. */
  isConditional?: boolean;
  /**
   * The reply contains a secret and is not stored with the key: a repeat redoes the work, so the work must be
   * idempotent.
   */
  isResponseSecret?: boolean;
  handler: (input: RouteInput<z.output<Body>, z.output<Query>, z.output<Params>, UserOf<A>>) => Promise<Reply> | Reply;
}

/** Defines a route; infers the handler's input from the schemas. */
export const defineRoute = <
  Body extends z.ZodType,
  Query extends z.ZodType,
  Params extends z.ZodType,
  A extends Access,
>(
  spec: RouteSpec<Body, Query, Params, A>,
): RouteSpec => spec as unknown as RouteSpec;
