import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** EX_USAGE of sysexits.h */
const usageError = 64;

type Values<Options extends ParseArgsOptionsConfig> = ReturnType<typeof parseArgs<{ options: Options }>>['values'];

export interface Choices {
  what: string;
  names: readonly string[];
  /** Equality by default. */
  matches?: (name: string, given: string) => boolean;
}

export interface Command<Options extends ParseArgsOptionsConfig> {
  /** What --help shows. */
  usage: string;
  options?: Options;
  /** Values that may be given without an option, such as names of benchmarks; none by default. */
  choices?: Choices;
}

/**
 * Reads the arguments of a command. Prints its usage and ends the process on --help, and on arguments that it does not know:
 * a command with a typing error must not run with its defaults.
 */
export function readArguments<const Options extends ParseArgsOptionsConfig = Record<never, never>>(
  { usage, options, choices }: Command<Options>,
  args = process.argv.slice(2),
): { values: Values<Options>; chosen: string[] } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: choices !== undefined,
    });
    if (values.help) end(usage, 0);
    const { what, names, matches = isSame }: Choices = choices ?? { what: '', names: [] };
    const unknown = positionals.filter((given) => !names.some((name) => matches(name, given)));
    if (unknown.length > 0) throw new Error(`unknown ${what} ${unknown.join(', ')}; there are ${names.join(', ')}`);
    return { values: values as Values<Options>, chosen: positionals };
  } catch (error) {
    return end(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`, usageError);
  }
}

const isSame = (name: string, given: string): boolean => name === given;

function end(text: string, code: number): never {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(code);
}
