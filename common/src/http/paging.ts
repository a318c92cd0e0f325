import type { Request } from 'express';
import { z } from 'zod';
import { latestInstantMs } from './fields.ts';

/** The end of a page: the sort value of its last item (instants in milliseconds) and its id, which breaks ties. */
export interface Cursor {
  value: number;
  id: string;
}

const notACursor = 'must be the cursor of a Link header';

/** The value is validated, too: databases can't represent every number as an instant. */
const cursorOf = (idPattern: RegExp, maxValue: number) =>
  z
    .string()
    .transform((text, context): Cursor => {
      const [, value = '', id = ''] = /^(\d{1,16})-(.+)$/.exec(text) ?? [];
      if (idPattern.test(id) && Number(value) <= maxValue) return { value: Number(value), id };
      context.addIssue({ code: 'custom', message: notACursor });
      return z.NEVER;
    })
    .optional();

export interface PageOptions {
  /** Format of an id. */
  id: RegExp;
  /** The highest sort value. Defaults to the latest instant. */
  maxValue?: number;
  defaultLimit?: number;
  maxLimit?: number;
}

/** Returns the query parameters of a paged route. */
export const pageQuery = ({ id, maxValue = latestInstantMs, defaultLimit = 50, maxLimit = 100 }: PageOptions) => ({
  limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
  cursor: cursorOf(id, maxValue),
});

/** Returns whether a cursor's value is a valid instant, for routes with several sort orders. */
export const isInstantCursor = (cursor: Cursor | undefined): boolean => (cursor?.value ?? 0) <= latestInstantMs;
export const invalidCursor = { message: notACursor, path: ['cursor'] };

/** Builds the `Link` header of the next page: the current address with another cursor. */
export function nextLink({ path, originalUrl }: Request, cursor: string): { Link: string } {
  const query = new URLSearchParams(originalUrl.split('?').slice(1).join('?'));
  query.set('cursor', cursor);
  return { Link: `<${path}?${query}>; rel="next"` };
}

/** Returns the headers that link to the next page; none after the last page. */
export const nextPageHeaders = (req: Request, end: Cursor | null): Record<string, string> =>
  end ? nextLink(req, `${end.value}-${end.id}`) : {};

export interface Page<T> {
  items: T[];
  hasMore: boolean;
}

/** Reads a page and one more item, which tells whether there is a next page. */
export async function readPage<T>(limit: number, read: (limit: number) => Promise<T[]>): Promise<Page<T>> {
  const found = await read(limit + 1);
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}
