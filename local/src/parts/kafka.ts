import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokerAddress } from '@ticketing/common/broker-address';
import { createKafka, openAdmin } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { digestOf, pinnedJars } from '../install/pins.ts';
import { fetchJars } from '../install/sources/jars.ts';
import { versions } from '../install/wanted.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { runCommand } from '../process/run-command.ts';
import type { Certificates } from '../tls/certificates.ts';
import type { User } from '../tls/security.ts';
import { installJava, javaArguments } from './java.ts';
import { isServingBroker } from './kafka-probe.ts';

export interface KafkaInstallation {
  java: string;
  classPath: readonly string[];
}

export const kafkaFolder = (cacheFolder: string): string =>
  join(cacheFolder, `kafka-${versions.kafka}-${digestOf(pinnedJars('kafka'))}`);

/** The broker and the runtime of Kafka Connect: one folder of jars for both. */
export async function installKafka(cacheFolder: string, onProgress: OnProgress = () => {}): Promise<KafkaInstallation> {
  const java = await installJava(cacheFolder, (text) => onProgress(`Java: ${text}`));
  const folder = await installOnce(
    kafkaFolder(cacheFolder),
    (draft) => fetchJars(pinnedJars('kafka'), join(draft, 'lib'), onProgress),
    onProgress,
  );
  const lib = join(folder, 'lib');
  return { java, classPath: readdirSync(lib).map((jar) => join(lib, jar)) };
}

export interface KafkaOptions {
  installation: KafkaInstallation;
  dataFolder: string;
  logFile: string;
  port: number;
  controllerPort: number;
  /** A second listener that advertises the address of a proxy. */
  proxied?: { port: number; advertisedPort: number };
  /** Without it, everybody may connect and do everything. */
  security?: KafkaSecurity | undefined;
  isShortLived?: boolean;
}

/** TLS, passwords (SCRAM) and access control lists: a user may do what setup grants it, the administrator everything. */
export interface KafkaSecurity {
  certificates: Certificates;
  administrator: User;
  /** All other users. Passwords are kept when the storage is formatted, so users must be known by then. */
  users: readonly User[];
}

export const quietLogs = { 'org.slf4j.simpleLogger.defaultLogLevel': 'warn' };
const clusterId = 'dGlja2V0aW5nLWxvY2FsMA';

/** One node that is broker and controller (KRaft). Formats its storage on the first start. */
export async function prepareKafka(options: KafkaOptions): Promise<LaunchSpec> {
  const { installation, dataFolder, logFile, port } = options;
  const { java } = installation;
  const configFile = join(dataFolder, 'server.properties');
  const logFolder = join(dataFolder, 'log');
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(configFile, brokerConfig(options, logFolder));
  const shared = { classPath: installation.classPath, settings: quietLogs };
  if (!existsSync(join(logFolder, 'meta.properties'))) {
    const users = options.security ? [options.security.administrator, ...options.security.users] : [];
    const scram = users.flatMap(({ username, password }) => [
      '--add-scram',
      `SCRAM-SHA-512=[name=${username},password=${password}]`,
    ]);
    const program = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', configFile, ...scram];
    await runCommand(java, javaArguments({ ...shared, heapMiB: 128, isShortLived: true, program }));
  }
  return {
    name: 'kafka',
    command: java,
    args: javaArguments({
      ...shared,
      heapMiB: 384,
      isShortLived: options.isShortLived,
      program: ['kafka.Kafka', configFile],
    }),
    logFile,
    isReady: () => (options.security ? isServingSecurely(port, options.security.administrator) : isServingBroker(port)),
  };
}

/** As {@link isServingBroker}, by the library: the request is not worth encoding with TLS and SCRAM. */
async function isServingSecurely(port: number, user: User): Promise<boolean> {
  const broker = brokerAddress(`127.0.0.1:${port}`, 'SASL_SSL', { mechanism: 'SCRAM-SHA-512', ...user });
  const admin = await openAdmin(createKafka({ clientId: 'probe', brokers: [broker], log: silentLogger() }), {
    retries: 0,
  });
  try {
    await admin.listTopics();
    return true;
  } finally {
    await admin.close();
  }
}

/**
 * Brokers talk to each other as the administrator. The controller's listener is for this process alone and has no users:
 * whoever comes through it is anonymous, and nobody else is.
 */
const securityConfig = ({ certificates, administrator }: KafkaSecurity): string => `
ssl.keystore.type=PEM
ssl.keystore.location=${certificates.pairFile}
ssl.truststore.type=PEM
ssl.truststore.location=${certificates.caFile}
sasl.enabled.mechanisms=SCRAM-SHA-512
sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
${['broker', 'proxied'].map((listener) => `listener.name.${listener}.scram-sha-512.sasl.jaas.config=${jaasConfig(administrator)}`).join('\n')}
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:${administrator.username};User:ANONYMOUS
`;

/** A user's name and password as Java's clients of Kafka read them. */
export const jaasConfig = ({ username, password }: User): string =>
  `org.apache.kafka.common.security.scram.ScramLoginModule required username="${username}" password="${password}";`;

const brokerConfig = (
  { port, controllerPort, proxied, security }: KafkaOptions,
  logFolder: string,
): string => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=BROKER://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${proxied ? `,PROXIED://127.0.0.1:${proxied.port}` : ''}
advertised.listeners=BROKER://127.0.0.1:${port}${proxied ? `,PROXIED://127.0.0.1:${proxied.advertisedPort}` : ''}
inter.broker.listener.name=BROKER
controller.listener.names=CONTROLLER
listener.security.protocol.map=CONTROLLER:PLAINTEXT,${['BROKER', 'PROXIED'].map((name) => `${name}:${security ? 'SASL_SSL' : 'PLAINTEXT'}`).join()}
log.dirs=${logFolder}
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=8
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
log.cleaner.dedupe.buffer.size=8388608
log.cleaner.threads=1
${security ? securityConfig(security) : ''}`;
