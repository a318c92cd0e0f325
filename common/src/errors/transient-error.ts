import { type ErrorLike, errorChain } from './error-chain.ts';
import {
  kafkaTypes,
  mongoCodes,
  mongoLabels,
  networkCodes,
  outageNames,
  postgresStates,
  prismaCodes,
  prismaKinds,
  redisCodes,
} from './outage-codes.ts';

/** A dependency is unavailable or busy. Retried without limit; no attempt is counted and nothing is dead-lettered. */
export class TransientError extends Error {
  override readonly name = 'TransientError';
}

const isIn = (codes: ReadonlySet<unknown>, code: unknown): boolean => codes.has(code);
const isPostgresState = (code: unknown): boolean => typeof code === 'string' && postgresStates.test(code);
const startsWith = (name: unknown, start: string): boolean => typeof name === 'string' && name.startsWith(start);

/** Each driver reports its code in its own field, and the same number means different things in different drivers. */
const isOutageOf: ((error: ErrorLike) => boolean)[] = [
  ({ name, retriable }) => isIn(outageNames, name) || retriable === true,
  ({ code }) => isIn(networkCodes, code) || isIn(prismaCodes, code) || isPostgresState(code),
  ({ originalCode, kind }) => isPostgresState(originalCode) || isIn(prismaKinds, kind),
  ({ name, code }) => startsWith(name, 'Mongo') && isIn(mongoCodes, code),
  ({ errorLabels, errorLabelSet }) => {
    const labels = errorLabelSet instanceof Set ? [...errorLabelSet] : Array.isArray(errorLabels) ? errorLabels : [];
    return labels.some((label) => mongoLabels.has(label));
  },
  ({ name, type }) => name === 'KafkaJSProtocolError' && isIn(kafkaTypes, type),
  // Redis' protocol carries the code only in the message text.
  ({ name, message }) => name === 'ReplyError' && redisCodes.has(String(message).split(' ', 1)[0] ?? ''),
  // The registry client's ResponseError: no response, overloaded, or an internal error of the registry.
  ({ name, status }) =>
    name === 'ResponseError' &&
    typeof status === 'number' &&
    (status < 400 || [408, 429].includes(status) || status >= 500),
];

/**
 * Returns whether an error, or one that it wraps, means that a dependency is unavailable or busy. Decides by error names and
 * codes, never by message text.
 */
export const isTransient = (error: unknown): boolean =>
  [...errorChain(error)].some((like) => isOutageOf.some((isOutage) => isOutage(like)));
