import type { MetadataRoute } from 'next';
import { readOrigin } from '@/server/origin.ts';

/** Pages of a person are of no use to search engines. */
const personal = [
  '/api/',
  '/auth/',
  '/bookings',
  '/listings',
  '/ops',
  '/orders',
  '/reset',
  '/tickets/new',
  '/tickets/*/edit',
  '/verify',
];

export default async function robots(): Promise<MetadataRoute.Robots> {
  return { rules: { userAgent: '*', disallow: personal }, sitemap: `${await readOrigin()}/sitemap.xml` };
}
