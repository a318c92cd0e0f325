import { inDependencySpan } from '../telemetry/index.ts';

const maxTextLength = 2_000;

/** Runs a statement in a span. Its text has placeholders; values, which may be personal, are never recorded. */
export const inQuerySpan = <T>(query: unknown, run: () => Promise<T>): Promise<T> =>
  inDependencySpan(() => {
    const text = textOf(query).trim();
    const [operation = 'statement'] = text.split(/\s/, 1);
    return {
      name: `postgresql ${operation.toUpperCase()}`,
      attributes: {
        'db.system.name': 'postgresql',
        'db.operation.name': operation.toUpperCase(),
        'db.query.text': text.slice(0, maxTextLength),
      },
    };
  }, run);

/** pg takes a statement's text, or an object that has it. */
function textOf(query: unknown): string {
  if (typeof query === 'string') return query;
  return typeof query === 'object' && query !== null && 'text' in query ? String(query.text) : '';
}
