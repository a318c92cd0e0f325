import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { PartFailed } from '../process/part-failed.ts';
import { type Platform, platforms } from './platform.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const wheelPin = z.object({ package: z.string(), version: z.string(), file: z.string(), sha256 });
/** One wheel (a zip file) in a Python package index. */
export type WheelPin = z.infer<typeof wheelPin>;

const jarPin = z.object({ path: z.string(), sha256 });
/** One file in a Maven repository; its path is the same in every repository. */
export type JarPin = z.infer<typeof jarPin>;

export const pinsFile = new URL('../../parts-lock.json', import.meta.url);

export const pinsSchema = z.object({
  wheels: z.record(z.string(), z.partialRecord(z.enum(platforms), wheelPin)),
  jars: z.record(z.string(), z.array(jarPin)),
});
export type Pins = z.infer<typeof pinsSchema>;

/** Every file that is downloaded, with its checksum. Generated from wanted.ts by `npm run parts:pin`. */
export const pins: Pins = pinsSchema.parse(JSON.parse(readFileSync(pinsFile, 'utf8')));

/** @throws PartFailed when no wheel is pinned for that platform */
export function pinnedWheel(name: string, platform: Platform): WheelPin {
  const pin = pins.wheels[name]?.[platform];
  if (!pin) throw new PartFailed(name, `is not packaged for ${platform}`);
  return pin;
}

export function pinnedJars(name: string): readonly JarPin[] {
  const jars = pins.jars[name];
  if (!jars) throw new PartFailed(name, 'is not pinned; npm run parts:pin pins everything in wanted.ts');
  return jars;
}

/** Part of a folder's name, so that new pins get a new folder. */
export const digestOf = (pinned: readonly { sha256: string }[]): string =>
  createHash('sha256')
    .update(pinned.map((pin) => pin.sha256).join('\n'))
    .digest('hex')
    .slice(0, 8);
