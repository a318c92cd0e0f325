import type { Answer, TestApi } from '@ticketing/testing/api';

/** Sends cookies like a browser: keeps what is set, drops what is cleared. */
export interface Browser {
  cookies: Map<string, string>;
  /** The attributes of a cookie as last set. */
  attributes: Map<string, string[]>;
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Another browser with the same cookies. */
  copy(): Browser;
}

export function openBrowser({ request }: TestApi, cookies = new Map<string, string>()): Browser {
  const attributes = new Map<string, string[]>();
  return {
    cookies,
    attributes,
    copy: () => openBrowser({ request } as TestApi, new Map(cookies)),
    async request(method, path, body, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await request(method, `/api/users/${path}`, {
        ...(body !== undefined && { body }),
        headers: { ...(cookie && { cookie }), ...headers },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = '', ...rest] = line.split('; ');
        const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
        if (value) cookies.set(name, value);
        else cookies.delete(name);
        attributes.set(name, rest);
      }
      return answer;
    },
  };
}
