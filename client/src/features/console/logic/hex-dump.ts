const bytesALine = 16;

export interface HexLine {
  offset: string;
  hex: string;
  text: string;
}

export const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/**
 * Formats bytes like `hexdump -C`: hexadecimal and text, 16 per line. Anything but printable ASCII is a dot.
 * @param mostBytes limit, because a message may be a megabyte
 */
export function hexDump(bytes: Uint8Array, mostBytes: number): HexLine[] {
  const shown = bytes.subarray(0, mostBytes);
  return Array.from({ length: Math.ceil(shown.length / bytesALine) }, (_, line) => {
    const part = [...shown.subarray(line * bytesALine, (line + 1) * bytesALine)];
    return {
      offset: hexOf(line * bytesALine, 8),
      hex: [part.slice(0, 8), part.slice(8)].map((half) => half.map((byte) => hexOf(byte, 2)).join(' ')).join('  '),
      text: part.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join(''),
    };
  });
}

const hexOf = (value: number, digits: number) => value.toString(16).padStart(digits, '0');
