/** How requests are generated from a document: who sends them, and which operations they are about. */
export interface FuzzSettings {
  storeUrl: string;
  cookie: string;
  /** Only these operations. Defaults to all. */
  only?: readonly string[];
  /** Not these ones. */
  without?: readonly string[];
  /**
   * Values that exist in the tested system, by parameter, such as `path.id` or `body.orderId`. Without them, generated
   * requests hardly get further than 404.
   */
  known?: Readonly<Record<string, readonly string[]>>;
}

/** The same requests in every run. */
const seed = 1;
const requestsPerOperation = 30;
const knownShare = 0.7;

const checks = [
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'allow_header_conformance',
];

/** A JSON string is a basic string of TOML. */
const quoted = (value: unknown): string => JSON.stringify(value);

/** Returns the settings of one run of schemathesis, in TOML. */
export function settingsOf({ storeUrl, cookie, only, without = [], known = {} }: FuzzSettings): string {
  const entries = Object.entries(known);
  const disabled = only ? [`exclude-operation-id = ${quoted(only)}`] : [];
  const excluded = without.length > 0 ? [`include-operation-id = ${quoted(without)}`] : [];
  return [
    `base-url = ${quoted(storeUrl)}`,
    `seed = ${seed}`,
    'continue-on-failure = true',
    'request-timeout = 30.0',
    `headers = { Cookie = ${quoted(cookie)} }`,
    // A run does not depend on earlier ones.
    '[cache]',
    'enabled = false',
    '[generation]',
    `max-examples = ${requestsPerOperation}`,
    'database = "none"',
    // The session is not part of what is generated.
    'with-security-parameters = false',
    '[phases.stateful]',
    'enabled = false',
    '[checks]',
    'enabled = false',
    '[checks.not_a_server_error]',
    'enabled = true',
    // Overload and a dependency that is away are documented, and say when to come back.
    'expected-statuses = ["2xx", "3xx", "4xx", 503]',
    '[checks.negative_data_rejection]',
    'enabled = true',
    'expected-statuses = [400, 401, 403, 404, 405, 409, 413, 415, 429, 431, 503]',
    ...checks.flatMap((check) => [`[checks.${check}]`, 'enabled = true']),
    ...entries.flatMap(([, values], index) => [`[dictionaries.known${index}]`, `values = ${quoted(values)}`]),
    ...(entries.length > 0 ? ['[parameters]'] : []),
    ...entries.map(
      ([name], index) => `${quoted(name)} = { dictionary = "known${index}", probability = ${knownShare} }`,
    ),
    ...[...disabled, ...excluded].flatMap((filter) => ['[[operations]]', filter, 'enabled = false']),
    '',
  ].join('\n');
}
