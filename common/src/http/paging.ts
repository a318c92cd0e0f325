import type { Request } from 'express';
import { z } from 'zod';
import { latestInstantMs } from './fields.ts';

/** Where a page ended: the value of its last item that decides the order (instants in milliseconds), and its id, which breaks ties. */
export interface Cursor {
  value: number;
  id: string;
}

const notACursor = 'must be the cursor of a Link header';

/** A cursor is checked by its value, too: a database has no instant for every number. */
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
  /** What an id looks like. */
  id: RegExp;
  /** The highest deciding value; instants when left out. */
  maxValue?: number;
  defaultLimit?: number;
  maxLimit?: number;
}

/** Query parameters of a route that pages. */
export const pageQuery = ({ id, maxValue = latestInstantMs, defaultLimit = 50, maxLimit = 100 }: PageOptions) => ({
  limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
  cursor: cursorOf(id, maxValue),
});

/** The rule of a route whose order decides what a cursor's value may be. */
export const isInstantCursor = (cursor: Cursor | undefined): boolean => (cursor?.value ?? 0) <= latestInstantMs;
export const invalidCursor = { message: notACursor, path: ['cursor'] };

/** Address of the next page, for the `Link` header: this one's, with another cursor. */
export function nextLink({ path, originalUrl }: Request, cursor: string): { Link: string } {
  const query = new URLSearchParams(originalUrl.split('?').slice(1).join('?'));
  query.set('cursor', cursor);
  return { Link: `<${path}?${query}>; rel="next"` };
}

/** Headers that lead to the page after the one that ended there; none after the last page. */
export const nextPageHeaders = (req: Request, end: Cursor | null): Record<string, string> =>
  end ? nextLink(req, `${end.value}-${end.id}`) : {};

export interface Page<T> {
  items: T[];
  hasMore: boolean;
}

/** Reads a page; one item more than wanted is asked for, to know whether there is a next one. */
export async function readPage<T>(limit: number, read: (limit: number) => Promise<T[]>): Promise<Page<T>> {
  const found = await read(limit + 1);
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}
