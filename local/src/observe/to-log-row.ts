/** A row of the log store; its fields are ECS. */
export type LogRow = Record<string, unknown>;

/**
 * Returns the row of one line of a log. Our programs write JSON; a line of anything else is the message.
 * @param program whose log it is
 */
export function toLogRow(line: string, program: string, now: Date): LogRow | null {
  if (line.trim() === '') return null;
  return jsonOf(line, program) ?? { '@timestamp': now.toISOString(), 'service.name': program, message: line };
}

function jsonOf(line: string, program: string): LogRow | null {
  if (!line.startsWith('{')) return null;
  try {
    const row = JSON.parse(line) as LogRow;
    // The program tells the two relays apart, which are one service.
    return typeof row['@timestamp'] === 'string' ? { ...row, 'service.name': program } : null;
  } catch {
    return null;
  }
}
