/** How a client proves to the brokers who it is. */
export interface SaslCredentials {
  mechanism: SaslMechanism;
  username: string;
  password: string;
}

export const saslMechanisms = ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-512'] as const;
export type SaslMechanism = (typeof saslMechanisms)[number];

/** As Kafka names them: with or without TLS, with or without credentials. */
export const securityProtocols = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'] as const;
export type SecurityProtocol = (typeof securityProtocols)[number];

/** How a client reaches the brokers. */
export interface BrokerConnection {
  /** `host:port` of each broker that the client may ask first. */
  hosts: string[];
  usesTls: boolean;
  sasl: SaslCredentials | null;
}

const form =
  /^(?:([a-z_]+):\/\/)?(?:([^:@/]*):([^:@/]*)@)?((?:\[[\da-f:.]+\]|[^:@/?[\]]+):\d{1,5})(?:\?mechanism=([\w-]+))?$/i;

/**
 * Writes the address of a broker in one line, as the databases' addresses are:
 * `sasl_ssl://user:password@host:9092?mechanism=SCRAM-SHA-512`. Without TLS and credentials it is `host:9092`.
 */
export function brokerAddress(host: string, protocol: SecurityProtocol, sasl: SaslCredentials | null): string {
  if (protocol === 'PLAINTEXT') return host;
  const who = sasl ? `${encodeURIComponent(sasl.username)}:${encodeURIComponent(sasl.password)}@` : '';
  return `${protocol.toLowerCase()}://${who}${host}${sasl ? `?mechanism=${sasl.mechanism}` : ''}`;
}

const isOneOf = <T extends string>(values: readonly T[], text: string): text is T =>
  (values as readonly string[]).includes(text);

function parse(address: string) {
  const [, protocol = 'plaintext', username, password, host, mechanism = 'SCRAM-SHA-512'] = form.exec(address) ?? [];
  const name = protocol.toUpperCase();
  if (!host || !isOneOf(securityProtocols, name) || !isOneOf(saslMechanisms, mechanism)) return null;
  const hasSasl = name.startsWith('SASL_');
  if (hasSasl !== Boolean(username && password)) return null;
  const sasl = hasSasl && username && password ? { username, password } : null;
  return {
    host,
    usesTls: name.endsWith('SSL'),
    sasl: sasl && {
      mechanism,
      username: decodeURIComponent(sasl.username),
      password: decodeURIComponent(sasl.password),
    },
  };
}

/** Whether a text is the address of a broker. */
export const isBrokerAddress = (address: string): boolean => parse(address) !== null;

/**
 * Reads the addresses of brokers; the first one says how all of them are reached.
 * @throws Error when there is none or one is malformed; the message holds no credentials
 */
export function parseBrokers(addresses: readonly string[]): BrokerConnection {
  const parsed = addresses.map(parse).filter((address) => address !== null);
  const [first] = parsed;
  if (!first || parsed.length < addresses.length)
    throw new Error('the address of a broker is not host:port or <protocol>://user:password@host:port');
  return { hosts: parsed.map(({ host }) => host), usesTls: first.usesTls, sasl: first.sasl };
}

/** The brokers' hosts, for people: without credentials. */
export const brokerHosts = (addresses: readonly string[]): string => parseBrokers(addresses).hosts.join(', ');
