import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PartFailed } from '../../process/part-failed.ts';
import { verify, WrongChecksum } from '../checksum.ts';
import type { OnProgress } from '../install-once.ts';
import type { WheelPin } from '../pins.ts';
import { defaultPythonIndex } from './default-registries.ts';
import { fromFirst, type Source } from './first-source.ts';
import { type Access, download, parseAddress, withoutCredentials } from './http.ts';
import { downloadWithPip, findPip, lookUpFileWithPip } from './pip-client.ts';
import { type PipSettings, readPipSettings } from './pip-settings.ts';
import { findInIndex } from './python-index.ts';

const remedy = 'check the network, or set PIP_INDEX_URL to an index that has it, or install pip';

/** A place that may have the wheel. */
interface Place {
  name: string;
  /** @throws PartFailed when it does not */
  check(pin: WheelPin): Promise<void>;
  fetch(pin: WheelPin, to: string, onProgress: OnProgress): Promise<void>;
}

/**
 * Downloads a wheel from the indexes that this machine's pip uses.
 * @throws WrongChecksum; PartFailed with the reason of every place
 */
export async function fetchWheel(pin: WheelPin, to: string, onProgress: OnProgress, settings = readPipSettings()) {
  await fromFirst(
    pin.file,
    placesOf(settings).map(
      ({ name, fetch }): Source<void> => ({
        name,
        get: async () => {
          await fetch(pin, to, onProgress);
          await verify(to, { name: pin.file, from: name, sha256: pin.sha256 });
        },
      }),
    ),
    remedy,
  );
}

/** @returns the name of the place that has this wheel, with this checksum. @throws like fetchWheel */
export const locateWheel = (pin: WheelPin, settings = readPipSettings()): Promise<string> =>
  fromFirst(
    pin.file,
    placesOf(settings).map(({ name, check }) => ({ name, get: () => check(pin).then(() => name) })),
    remedy,
  );

/** The configured indexes and folders; then pip, which may be able to do more; without both, pip's default index. */
function placesOf(settings: PipSettings): Place[] {
  const folders = settings.findLinks.map(folderOf).filter((folder) => folder !== undefined && existsSync(folder));
  const pip = findPip();
  return [
    ...folders.map((folder) => localFolder(folder as string)),
    ...settings.indexes.map((address) => packageIndex(address, settings.caFile)),
    ...(pip ? [pipClient(pip)] : []),
    ...(settings.mayUseDefault && !pip ? [packageIndex(defaultPythonIndex(), settings.caFile)] : []),
  ];
}

function folderOf(link: string): string | undefined {
  if (link.startsWith('file:')) return fileURLToPath(link);
  return /^[a-z]+:\/\//i.test(link) ? undefined : link;
}

function localFolder(folder: string): Place {
  const fileIn = ({ file }: WheelPin) => {
    if (!existsSync(join(folder, file))) throw new PartFailed(file, 'does not exist');
    return join(folder, file);
  };
  return {
    name: folder,
    check: async (pin) => verify(fileIn(pin), { name: pin.file, from: folder, sha256: pin.sha256 }),
    fetch: async (pin, to) => copyFileSync(fileIn(pin), to),
  };
}

function packageIndex(address: string, caFile: string | undefined): Place {
  const { url: index, access: own } = parseAddress(address);
  const access: Access = { ...own, caFile };
  const name = withoutCredentials(index);
  const find = async (pin: WheelPin) => {
    const found = await findInIndex(index, pin, access);
    if (found.sha256 !== undefined && found.sha256 !== pin.sha256)
      throw new WrongChecksum(pin.file, name, found.sha256, pin.sha256);
    return found.url;
  };
  return {
    name,
    check: async (pin) => void (await find(pin)),
    fetch: async (pin, to, onProgress) => {
      const url = await find(pin);
      const isSameHost = url.host === index.host;
      await download(url, to, isSameHost ? access : { caFile }, onProgress);
    },
  };
}

const pipClient = (python: string): Place => ({
  name: `${python} -m pip`,
  check: async (pin) => {
    const { file, sha256 } = await lookUpFileWithPip(python, pin);
    if (file !== pin.file) throw new PartFailed(pin.file, `is not available; pip would install ${file}`);
    if (sha256 !== pin.sha256) throw new WrongChecksum(pin.file, 'pip', sha256, pin.sha256);
  },
  fetch: (pin, to, onProgress) => downloadWithPip(python, pin, to, onProgress),
});
