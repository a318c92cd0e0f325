import { DomainError, type DomainErrorKind, isTransient } from '../errors/index.ts';

export interface ErrorItem {
  message: string;
  field?: string;
  code: string;
}

/** A response other than 2xx. */
export interface ErrorResponse {
  status: number;
  errors: ErrorItem[];
  headers: Record<string, string>;
}

/** An {@link ErrorResponse}, thrown anywhere in the pipeline. */
export class HttpError extends Error implements ErrorResponse {
  override readonly name = 'HttpError';
  readonly status: number;
  readonly errors: ErrorItem[];
  readonly headers: Record<string, string>;

  constructor(status: number, errors: ErrorItem[], headers: Record<string, string> = {}) {
    super(errors[0]?.message ?? `HTTP ${status}`);
    this.status = status;
    this.errors = errors;
    this.headers = headers;
  }
}

const one = (status: number, code: string, message: string, headers?: Record<string, string>) =>
  new HttpError(status, [{ message, code }], headers);

export const httpErrors = {
  notFound: () => one(404, 'not_found', 'Not found'),
  methodNotAllowed: (allow: string) => one(405, 'method_not_allowed', 'Method not allowed', { Allow: allow }),
  crossSite: () => one(403, 'cross_site', 'Cross-site requests are not allowed'),
  tooLarge: () => one(413, 'body_too_large', 'The request body is too large'),
  unsupportedType: (wanted = 'application/json') => one(415, 'unsupported_content_type', `Send the body as ${wanted}`),
  notSignedIn: () => one(401, 'not_authorized', 'Not authorized'),
  conflictingSessions: () =>
    one(401, 'conflicting_sessions', 'The request has two different session cookies; delete them and sign in again'),
  notAllowed: (role: string) => one(403, 'forbidden', `Only for people with the role ${role}`),
  badJson: () => one(400, 'invalid_json', 'The body is not valid JSON'),
  badQuery: () => one(400, 'invalid_query', 'The query is not valid'),
  unavailable: () =>
    one(503, 'dependency_unavailable', 'A required service is unavailable; try again shortly', { 'Retry-After': '2' }),
  internal: () => one(500, 'internal_error', 'Something went wrong'),
};

const statusOfKind: Record<DomainErrorKind, number> = {
  invalid_input: 400,
  not_found: 404,
  not_owner: 401,
  forbidden: 403,
  conflict: 409,
  rule: 400,
  too_many: 429,
  not_ready: 503,
};

/** Converts any thrown value to a response; the only place that maps errors to statuses. */
export function toErrorResponse(error: unknown): ErrorResponse {
  if (error instanceof HttpError) return error;
  if (error instanceof DomainError) {
    const { message, code, field, kind, retryAfterSeconds } = error;
    const headers: Record<string, string> =
      retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) };
    return { status: statusOfKind[kind], errors: [{ message, code, ...(field && { field }) }], headers };
  }
  if (error instanceof URIError) return httpErrors.notFound();
  return isTransient(error) ? httpErrors.unavailable() : httpErrors.internal();
}
