import { request as httpRequest } from 'node:http';
import { expect, it } from '@jest/globals';
import type { Answer, RequestOptions, TestApi } from './api.ts';

/** Well-formed values that are out of range. */
export const outOfRange = {
  /** Cursors of lists sorted by an instant. */
  instantCursors: (id = 'a'.repeat(24)) => [
    `9999999999999999-${id}`,
    `8640000000000001-${id}`,
    `253402300800000-${id}`,
  ],
  /** Cursors of any list. */
  cursors: (id = 'a'.repeat(24)) => [
    `9999999999999999-${id}`,
    `-1-${id}`,
    `1e3-${id}`,
    `1-${id}0`,
    '1-',
    '%00',
    '%ED%A0%80',
  ],
  limits: ['0', '101000', '-1', '1.5', '1e99', 'NaN', 'Infinity', '9007199254740993', ''],
  instants: [
    '9999-12-31T23:59:59-23:59',
    '0000-01-01T00:00:00%2B10:00',
    '2027-02-30T00:00:00Z',
    '2027-05-01T25:00:00Z',
    '',
  ],
  objectIds: ['a'.repeat(23), 'a'.repeat(25), 'g'.repeat(24), 'A'.repeat(24), '%00', '0', '-1', '9'.repeat(400)],
  uuids: [
    '0',
    '00000000-0000-0000-0000-00000000000g',
    `${'0'.repeat(400)}`,
    '%00',
    '00000000-0000-4000-9000-000000000000-1',
  ],
};

export interface InvalidRequest extends RequestOptions {
  method: string;
  path: string;
  status: number;
}

/** Builds a GET for each value in place of `*`. */
export const each = (
  values: readonly string[],
  path: string,
  status = 400,
  options: RequestOptions = {},
): InvalidRequest[] => values.map((value) => ({ method: 'GET', path: path.replace('*', value), status, ...options }));

/** Tests that out-of-range values yield client errors, never server errors. */
export function itRejects(
  send: (request: InvalidRequest) => Promise<Answer>,
  requests: () => readonly InvalidRequest[],
): void {
  it('refuses every out-of-range value without a server error', async () => {
    const wrong = [];
    for (const request of requests()) {
      const { status } = await send(request);
      if (status !== request.status) wrong.push({ ...shown(request), wanted: request.status, status });
    }
    expect(wrong).toEqual([]);
  });
}

const shown = ({ method, path, body, headers }: InvalidRequest) => ({
  request: `${method} ${path}`.slice(0, 200),
  ...(body !== undefined && { body }),
  ...(headers && { headers }),
});

/** Sends a request whose request line names another host, like one to a proxy. @returns its status */
export function requestTarget(
  { url }: TestApi,
  target: string,
  headers: Record<string, string> = {},
): Promise<number | undefined> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path: target, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    sent.on('error', reject).end();
  });
}
