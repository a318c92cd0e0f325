import { styleText } from 'node:util';

/**
 * Replaces unprintable characters by dots. Message content is arbitrary and may contain terminal control sequences
 * (CWE-150).
 */
export const printable = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '·');

export interface Column<Row> {
  title: string;
  of: (row: Row) => string;
  /** The column that shrinks when the terminal is too narrow. */
  isElastic?: boolean;
}

const gap = '  ';
const minWidth = 12;

/** Formats rows as columns, cut to the terminal's width; without a terminal nothing is cut. */
export function table<Row>(columns: readonly Column<Row>[], rows: readonly Row[], width: number | undefined): string {
  const cells = rows.map((row) => columns.map(({ of }) => printable(of(row))));
  const widths = columns.map(({ title }, at) => Math.max(title.length, ...cells.map((row) => row[at]?.length ?? 0)));
  const elastic = columns.findIndex(({ isElastic }) => isElastic);
  const total = widths.reduce((sum, of) => sum + of, gap.length * (columns.length - 1));
  if (width !== undefined && elastic >= 0 && total > width)
    widths[elastic] = Math.max(minWidth, (widths[elastic] ?? 0) - (total - width));
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => cut(text, widths[at] ?? 0).padEnd(widths[at] ?? 0))
      .join(gap)
      .trimEnd();
  return [styleText('dim', line(columns.map(({ title }) => title))), ...cells.map(line)].join('\n');
}

const cut = (text: string, width: number): string => (text.length > width ? `${text.slice(0, width - 1)}…` : text);

const units = [
  ['d', 86_400],
  ['h', 3_600],
  ['m', 60],
  ['s', 1],
] as const;

/** Formats an age in its largest unit. */
export function ago(iso: string, now = Date.now()): string {
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  const [unit, size] = units.find(([, of]) => seconds >= of) ?? ['s', 1];
  return `${Math.floor(seconds / size)}${unit}`;
}

export const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** Formats bytes as hexadecimal and text, sixteen per line, like `hexdump -C`. */
export function hexDump(bytes: Buffer, maxBytes = 256): string {
  const lines: string[] = [];
  for (let at = 0; at < Math.min(bytes.length, maxBytes); at += 16) {
    const chunk = bytes.subarray(at, Math.min(at + 16, maxBytes));
    const hex = [...chunk].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
    const text = [...chunk].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
    lines.push(`${at.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  |${text}|`);
  }
  if (bytes.length > maxBytes) lines.push(`… ${bytes.length - maxBytes} more bytes; use --json for all of them`);
  return lines.join('\n');
}
