import { createWriteStream, readFileSync } from 'node:fs';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { rootCertificates } from 'node:tls';
import { retryUntilStopped } from '@ticketing/common/backoff';
import type { OnProgress } from '../install-once.ts';

/** How to access a registry, from its client's configuration. */
export interface Access {
  /** Header value; sent to the host of the first request only. */
  authorization?: string | undefined;
  /** A PEM file of certificates to trust in addition to the built-in ones. */
  caFile?: string | undefined;
}

/** The server answered with an unexpected status. */
export class HttpRefused extends Error {
  readonly status: number;

  constructor(url: URL, status: number) {
    super(`${withoutCredentials(url)} answered with ${status}`);
    this.status = status;
  }
}

const idleTimeoutMs = 60_000;
const maxRedirects = 5;
const maxAttempts = 3;
const backoff = { baseMs: 300, capMs: 3_000 };

export async function readText(url: URL, access: Access, accept = '*/*'): Promise<string> {
  return withRetries(async () => text(await open(url, access, { headers: { accept } })));
}

/** Whether this address exists. @throws Error when the server is unavailable or refuses the request */
export async function exists(url: URL, access: Access): Promise<boolean> {
  return withRetries(async () => {
    try {
      (await open(url, access, { method: 'HEAD' })).resume();
      return true;
    } catch (error) {
      if (error instanceof HttpRefused && (error.status === 404 || error.status === 410)) return false;
      throw error;
    }
  });
}

export async function download(url: URL, file: string, access: Access, onProgress: OnProgress = () => {}) {
  await withRetries(async () => {
    const response = await open(url, access);
    const expectedBytes = Number(response.headers['content-length'] ?? 0);
    let bytes = 0;
    let reportedTenths = 0;
    response.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      const tenths = expectedBytes > 0 ? Math.floor((10 * bytes) / expectedBytes) : 0;
      if (tenths === reportedTenths) return;
      reportedTenths = tenths;
      onProgress(`downloading, ${tenths * 10} % of ${megabytes(expectedBytes)}`);
    });
    await pipeline(response, createWriteStream(file));
  });
}

/** Retries lost connections and 5xx answers; other answers and unreachable addresses fail immediately. */
const withRetries = <T>(work: () => Promise<T>): Promise<T> =>
  retryUntilStopped(work, {
    backoff,
    onFailure(error, { failures }) {
      const isFinal = error instanceof HttpRefused ? error.status < 500 : permanentCodes.has(codeOf(error));
      if (isFinal || failures === maxAttempts) throw error;
    },
  });

const permanentCodes = new Set<unknown>(['ENOTFOUND', 'ECONNREFUSED', 'ENOSPC', 'EACCES', 'ERR_INVALID_URL']);
const codeOf = (error: unknown): unknown => (error as NodeJS.ErrnoException).code;

async function open(url: URL, access: Access, options: RequestOptions = {}, redirects = 0): Promise<IncomingMessage> {
  const response = await send(url, access, options);
  const { statusCode = 0, headers } = response;
  if (statusCode >= 200 && statusCode < 300) return response;
  response.resume();
  if (statusCode >= 300 && statusCode < 400 && headers.location && redirects < maxRedirects) {
    const next = new URL(headers.location, url);
    const authorization = next.host === url.host ? access.authorization : undefined;
    return open(next, { ...access, authorization }, options, redirects + 1);
  }
  throw new HttpRefused(url, statusCode);
}

function send(url: URL, { authorization, caFile }: Access, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const isSecure = url.protocol === 'https:';
    const request = (isSecure ? https : http).request(
      url,
      {
        ...options,
        agent: isSecure ? secureAgent(caFile) : plainAgent,
        headers: { ...options.headers, ...(authorization && { authorization }) },
        timeout: idleTimeoutMs,
      },
      resolve,
    );
    request.on('timeout', () => request.destroy(new Error(`${url.host} sent nothing for ${idleTimeoutMs / 1000} s`)));
    request.on('error', reject);
    request.end();
  });
}

/** Honours HTTP_PROXY, HTTPS_PROXY and NO_PROXY, like npm, pip and curl. */
const plainAgent = new http.Agent({ keepAlive: true, proxyEnv: process.env });
const secureAgents = new Map<string | undefined, https.Agent>();

function secureAgent(caFile: string | undefined): https.Agent {
  const known = secureAgents.get(caFile);
  if (known) return known;
  const extra = caFile ?? process.env.NODE_EXTRA_CA_CERTS;
  const ca = extra ? [...rootCertificates, readFileSync(extra, 'utf8')] : undefined;
  const agent = new https.Agent({ keepAlive: true, proxyEnv: process.env, ...(ca && { ca }) });
  secureAgents.set(caFile, agent);
  return agent;
}

/**
 * Parses a configured address; credentials in it become a header.
 * @throws TypeError when it is not a URL
 */
export function parseAddress(address: string): { url: URL; access: Access } {
  const url = new URL(address.endsWith('/') ? address : `${address}/`);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  const access = username ? { authorization: basic(decodeURIComponent(username), decodeURIComponent(password)) } : {};
  return { url, access };
}

export const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

/** For messages and logs. */
export function withoutCredentials(address: string | URL): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  url.search = '';
  return url.href;
}

const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 1e6))} MB`;
