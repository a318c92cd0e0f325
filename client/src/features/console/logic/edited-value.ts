/** Parses an event's value that an operator typed. */
export type EditedValue = { ok: true; value: unknown } | { ok: false; message: string };

export function parseValue(text: string): EditedValue {
  try {
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

/** The editor's initial text: the decoded value; empty when it could not be decoded. */
export const textOf = ({ value }: { value: unknown }): string => (value === null ? '' : JSON.stringify(value, null, 2));
