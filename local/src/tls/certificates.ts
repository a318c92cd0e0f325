import { X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** The files of a certificate for this machine, and of the authority that has signed it. */
export interface Certificates {
  /** PEM of the authority; clients trust it. */
  caFile: string;
  /** PEM of the servers' certificate, valid for the loopback addresses. */
  certFile: string;
  /** PEM (PKCS #8) of its key. Only the owner can read it. */
  keyFile: string;
  /** Key and certificate in one file, as Kafka and MongoDB want them. Only the owner can read it. */
  pairFile: string;
}

const dayMs = 24 * 60 * 60 * 1_000;
const validMs = 365 * dayMs;
/** A start renews certificates that end sooner. */
const renewedBeforeMs = 30 * dayMs;

const filesIn = (folder: string): Certificates => ({
  caFile: join(folder, 'ca.pem'),
  certFile: join(folder, 'server.pem'),
  keyFile: join(folder, 'server.key'),
  pairFile: join(folder, 'server-pair.pem'),
});

const isStillValid = (file: string): boolean =>
  existsSync(file) && Date.parse(new X509Certificate(readFileSync(file)).validTo) > Date.now() + renewedBeforeMs;

/**
 * Creates an authority for this home and a certificate for its servers, unless there are some that are valid for another
 * month. The authority's key is not kept: nothing else can be signed by it.
 */
export async function ensureCertificates(folder: string): Promise<Certificates> {
  const files = filesIn(folder);
  if (isStillValid(files.certFile) && existsSync(files.pairFile)) return files;
  const shared = { keyType: 'ec', algorithm: 'sha256', notAfterDate: new Date(Date.now() + validMs) } as const;
  const authority = await generate([{ name: 'commonName', value: 'ticketing local authority' }], {
    ...shared,
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const subject = [
    { name: 'commonName', value: 'localhost' },
    { name: 'organizationName', value: 'ticketing' },
  ];
  const server = await generate(subject, {
    ...shared,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(files.caFile, authority.cert);
  writeFileSync(files.certFile, server.cert);
  writeFileSync(files.keyFile, server.private, { mode: 0o600 });
  writeFileSync(files.pairFile, `${server.private}\n${server.cert}`, { mode: 0o600 });
  return files;
}

/** Writes the authorities of several files into one. @returns its path */
export function withAuthorities(file: string, sources: readonly string[]): string {
  writeFileSync(file, sources.map((source) => readFileSync(source, 'utf8')).join('\n'));
  return file;
}
