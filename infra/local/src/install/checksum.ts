import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { PartFailed } from '../process/part-failed.ts';

export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/** What came is not what was pinned. No other source is tried: somebody has to look. */
export class WrongChecksum extends PartFailed {
  constructor(name: string, from: string, got: string, wanted: string) {
    super(
      name,
      `from ${from} has the checksum ${got}, and ${wanted} is pinned: it was damaged on its way, or is another file under the same name. Nothing of it is used. Start again; if it stays so, look at the registry before npm run parts:pin takes the new one`,
    );
  }
}

/** @throws WrongChecksum */
export async function verify(file: string, { name, from, sha256 }: { name: string; from: string; sha256: string }) {
  const got = await sha256Of(file);
  if (got !== sha256) throw new WrongChecksum(name, from, got, sha256);
}
