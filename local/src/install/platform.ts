import { PartFailed } from '../process/part-failed.ts';

/** The supported platforms. Windows uses WSL 2, which is Linux. */
export const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'] as const;
export type Platform = (typeof platforms)[number];

const isPlatform = (name: string): name is Platform => platforms.some((platform) => platform === name);

/** @returns undefined on an unsupported machine */
export function platformOf(os: string = process.platform, cpu: string = process.arch): Platform | undefined {
  const name = `${os}-${cpu}`;
  return isPlatform(name) ? name : undefined;
}

/** @throws PartFailed on an unsupported machine */
export function thisPlatform(): Platform {
  const platform = platformOf();
  if (platform) return platform;
  throw new PartFailed(
    'the platform',
    `${process.platform}-${process.arch} is not supported (${platforms.join(', ')}); on Windows use WSL 2, or infra/compose`,
  );
}
