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
 * @returns the options, and the chosen names: all without an argument
 */
export function readArguments<const Options extends ParseArgsOptionsConfig = Record<never, never>>(
  { usage, options, choices }: Command<Options>,
  args = process.argv.slice(2),
): { values: Values<Options>; chosen: readonly string[] } {
  const { values, positionals } = parse({ usage, options, choices }, args);
  if (values.help) end(usage, 0);
  const { what, names, matches = isSame }: Choices = choices ?? { what: '', names: [] };
  const unknown = positionals.filter((given) => !names.some((name) => matches(name, given)));
  if (unknown.length > 0) fail(`unknown ${what} ${unknown.join(', ')}; there are ${names.join(', ')}`, usage);
  const isChosen = (name: string) => positionals.some((given) => matches(name, given));
  return { values: values as Values<Options>, chosen: positionals.length === 0 ? names : names.filter(isChosen) };
}

function parse<Options extends ParseArgsOptionsConfig>({ usage, options, choices }: Command<Options>, args: string[]) {
  try {
    return parseArgs({
      args,
      options: { ...options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: choices !== undefined,
    });
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error), usage);
  }
}

const fail = (problem: string, usage: string): never => end(`${problem}\n\n${usage}`, usageError);

const isSame = (name: string, given: string): boolean => name === given;

function end(text: string, code: number): never {
  (code === 0 ? process.stdout : process.stderr).write(`${text}\n`);
  process.exit(code);
}
