import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PartFailed } from '../process/part-failed.ts';

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** A download is not the pinned file. No other source is tried: a person must investigate. */
export class WrongChecksum extends PartFailed {
  constructor(name: string, from: string, got: string, wanted: string) {
    super(
      name,
      `from ${from} has the checksum ${got}, but ${wanted} is pinned: it was damaged in transit, or the registry has a different file under the same name. The file was discarded. Start again; if the checksum differs again, check the registry before you pin the new file with npm run parts:pin`,
    );
  }
}

/** @throws WrongChecksum */
export async function verify(file: string, { name, from, sha256 }: { name: string; from: string; sha256: string }) {
  const got = await sha256Of(file);
  if (got !== sha256) throw new WrongChecksum(name, from, got, sha256);
}
