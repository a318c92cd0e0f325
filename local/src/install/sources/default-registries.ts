import { PackageURL, UrlConverter } from '@socketregistry/packageurl-js';

/**
 * The default registries of pip and Maven, from the addresses that the package URL library knows. Maven's is used
 * when none is configured, pip's when pip is not installed, either. npm is always installed, so its address is not needed.
 */
export const defaultPythonIndex = (): string => rootOf('pkg:pypi/pip@1', 'pip/');
export const defaultMavenRepository = (): string => rootOf('pkg:maven/g/a@1', 'g/a/1/a-1.jar');

/** @throws Error when the library's address does not have the form of the registry's protocol */
function rootOf(packageUrl: string, path: string): string {
  const address = UrlConverter.toDownloadUrl(PackageURL.fromString(packageUrl))?.url;
  if (!address?.endsWith(`/${path}`)) throw new Error(`no default registry is known for ${packageUrl}`);
  return address.slice(0, -path.length);
}
