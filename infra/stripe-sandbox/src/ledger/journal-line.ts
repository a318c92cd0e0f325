import { crc32 } from 'node:zlib';

/** `<crc32 in hex> <json>\n`: the checksum tells a torn or rotten line from a whole one. */
export function encodeLine(value: unknown): string {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
}

/** @returns undefined when the line is not what was written */
export function decodeLine(line: string): { value: unknown } | undefined {
  const space = line.indexOf(' ');
  const json = line.slice(space + 1);
  if (space !== 8 || line.slice(0, space) !== checksum(json)) return undefined;
  return { value: JSON.parse(json) };
}

const checksum = (json: string): string => crc32(json).toString(16).padStart(8, '0');
