import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { digestOf, pinnedJars } from '../install/pins.ts';
import { fetchJars } from '../install/sources/jars.ts';
import { versions } from '../install/wanted.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { runCommand } from '../process/run-command.ts';
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
  isShortLived?: boolean;
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
    const program = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', configFile];
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
    isReady: () => isServingBroker(port),
  };
}

const brokerConfig = (
  { port, controllerPort, proxied }: KafkaOptions,
  logFolder: string,
): string => `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:${controllerPort}
listeners=PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}${proxied ? `,PROXIED://127.0.0.1:${proxied.port}` : ''}
advertised.listeners=PLAINTEXT://127.0.0.1:${port}${proxied ? `,PROXIED://127.0.0.1:${proxied.advertisedPort}` : ''}
inter.broker.listener.name=PLAINTEXT
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,PROXIED:PLAINTEXT
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
`;
