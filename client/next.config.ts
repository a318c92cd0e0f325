import path from 'node:path';
import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const securityHeaders = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=()' },
];

/** Behind https, browsers use nothing else for a year. */
const transportSecurity = { key: 'Strict-Transport-Security', value: 'max-age=31536000' };
const overHttps = [{ type: 'header' as const, key: 'x-forwarded-proto', value: 'https' }];

// The Content-Security-Policy carries a nonce for each request, so src/proxy.ts sets it.
const config: NextConfig = {
  output: 'standalone',
  outputFileTracingRoot: path.join(import.meta.dirname, '..'),
  turbopack: { root: path.join(import.meta.dirname, '..') },
  // A development server that is killed while it compiles leaves a cache that Turbopack then crashes on.
  experimental: { turbopackFileSystemCacheForDev: false },
  // They are TypeScript, as all packages here.
  transpilePackages: ['@ticketing/api-client', '@ticketing/contracts'],
  poweredByHeader: false,
  reactStrictMode: true,
  headers: async () => [
    { source: '/:path*', headers: securityHeaders },
    // Files, and the 404 page in their place, which needs nothing to run.
    {
      source: '/_next/:path*',
      headers: [{ key: 'Content-Security-Policy', value: "default-src 'none'; style-src 'self'" }],
    },
    { source: '/:path*', has: overHttps, headers: [transportSecurity] },
  ],
  // Password managers lead to it (W3C, "A Well-Known URL for Changing Passwords").
  redirects: async () => [
    { source: '/.well-known/change-password', destination: '/account#password', permanent: false },
  ],
  // Browsers request it for pages without an icon link, such as the sandbox's.
  rewrites: async () => [{ source: '/favicon.ico', destination: '/icon.svg' }],
};

// The build compiles messages, so that the browser does not load a parser for them (10 kB).
const withMessages = createNextIntlPlugin({
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

export default withMessages(config);
