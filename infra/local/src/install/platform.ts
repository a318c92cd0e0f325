import { PartFailed } from '../process/part-failed.ts';

/** What the marketplace runs on. Windows is one of these through WSL 2. */
export const platforms = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64'] as const;
export type Platform = (typeof platforms)[number];

const isPlatform = (name: string): name is Platform => platforms.some((platform) => platform === name);

/** @returns undefined on a machine the parts don't run on */
export function platformOf(os: string = process.platform, cpu: string = process.arch): Platform | undefined {
  const name = `${os}-${cpu}`;
  return isPlatform(name) ? name : undefined;
}

/** @throws PartFailed on a machine the parts don't run on */
export function thisPlatform(): Platform {
  const platform = platformOf();
  if (platform) return platform;
  throw new PartFailed(
    'the platform',
    `${process.platform}-${process.arch} is none of ${platforms.join(', ')}; on Windows use WSL 2, or infra/compose`,
  );
}
