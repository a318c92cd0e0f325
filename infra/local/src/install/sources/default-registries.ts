import { PackageURL, UrlConverter } from '@socketregistry/packageurl-js';

/**
 * Where pip and Maven look when nothing is configured, taken from the addresses that the package URL library knows. Used only
 * when a client is neither configured nor installed; npm is always there, so its address is not needed.
 */
export const defaultPythonIndex = (): string => rootOf('pkg:pypi/pip@1', 'pip/');
export const defaultMavenRepository = (): string => rootOf('pkg:maven/g/a@1', 'g/a/1/a-1.jar');

/** @throws Error when the library builds an address in another form than a registry's protocol has */
function rootOf(packageUrl: string, path: string): string {
  const address = UrlConverter.toDownloadUrl(PackageURL.fromString(packageUrl))?.url;
  if (!address?.endsWith(`/${path}`)) throw new Error(`No default registry is known for ${packageUrl}`);
  return address.slice(0, -path.length);
}
