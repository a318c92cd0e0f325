import { z } from 'zod';
import { type ApiError, invalidRequest } from '../domain/api-error.ts';

/** Convert form values from strings, with Stripe's messages for invalid ones. */
export const integer = z
  .string()
  .refine((text) => /^-?\d{1,15}$/.test(text), {
    error: (issue) => `Invalid integer: ${String(issue.input)}`,
    params: { code: 'parameter_invalid_integer' },
  })
  .transform(Number);

export const positiveInteger = integer.refine((value) => value >= 1, {
  error: 'This value must be greater than or equal to 1.',
  params: { code: 'parameter_invalid_integer' },
});

export const text = z.string().refine((value) => value !== '', {
  error: 'You passed an empty string. We assume empty values are an attempt to unset a parameter; it cannot be unset.',
  params: { code: 'parameter_invalid_empty' },
});

export const flag = z.enum(['true', 'false']).transform((value) => value === 'true');

const supportedCurrencies = new Set(Intl.supportedValuesOf('currency'));
export const currency = z
  .string()
  .refine((code) => supportedCurrencies.has(code.toUpperCase()), {
    error: (issue) => `Invalid currency: ${String(issue.input)}`,
  })
  .transform((code) => code.toLowerCase());

export const metadata = z
  .record(z.string().max(40), z.string().max(500))
  .refine((pairs) => Object.keys(pairs).length <= 50, { error: 'Metadata can have at most 50 keys.' });

export const expandable = { expand: z.array(text).max(10).optional() };

const createdRange = z.union([
  integer.transform((at) => ({ gte: at, lte: at })),
  z.strictObject({
    gt: integer.optional(),
    gte: integer.optional(),
    lt: integer.optional(),
    lte: integer.optional(),
  }),
]);

export const listParams = {
  ...expandable,
  created: createdRange.optional(),
  limit: integer
    .refine((value) => value >= 1 && value <= 100, { error: 'Invalid limit: it must be 1 to 100.' })
    .default(10),
  starting_after: text.optional(),
  ending_before: text.optional(),
};

/** Parses parameters. @throws ApiError with Stripe's message about the first problem */
export function parseParams<Schema extends z.ZodType>(schema: Schema, raw: unknown): z.output<Schema> {
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw issue ? toApiError(issue, raw) : invalidRequest('Invalid request.');
}

function toApiError(issue: z.core.$ZodIssue, raw: unknown): ApiError {
  if (issue.code === 'unrecognized_keys') {
    const param = paramName([...issue.path, issue.keys[0] ?? '']);
    return invalidRequest(`Received unknown parameter: ${param}`, { code: 'parameter_unknown', param });
  }
  const param = paramName(issue.path);
  if (valueAt(raw, issue.path) === undefined) {
    return invalidRequest(`Missing required param: ${param}.`, { code: 'parameter_missing', param });
  }
  const code: unknown = issue.code === 'custom' ? issue.params?.code : undefined;
  return invalidRequest(issue.message, { param, ...(typeof code === 'string' ? { code } : {}) });
}

/** ['card', 'token'] → "card[token]" */
const paramName = ([first = '', ...rest]: PropertyKey[]): string =>
  `${String(first)}${rest.map((part) => `[${String(part)}]`).join('')}`;

function valueAt(raw: unknown, path: PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value && typeof value === 'object' ? Reflect.get(value, key) : undefined),
    raw,
  );
}
