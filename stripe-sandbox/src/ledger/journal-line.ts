import { crc32 } from 'node:zlib';

/** Encodes `<crc32 in hex> <json>\n`. The checksum detects a torn or corrupt line. */
export function encodeLine(value: unknown): string {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
}

/** Decodes a line. @returns undefined when it is corrupt */
export function decodeLine(line: string): { value: unknown } | undefined {
  const space = line.indexOf(' ');
  const json = line.slice(space + 1);
  if (space !== 8 || line.slice(0, space) !== checksum(json)) return undefined;
  return { value: JSON.parse(json) };
}

const checksum = (json: string): string => crc32(json).toString(16).padStart(8, '0');
