import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrokerConnection, parseBrokers } from '@ticketing/common/broker-address';
import { unpackArchive } from '../install/archive.ts';
import { installOnce, type OnProgress } from '../install/install-once.ts';
import { versions } from '../install/wanted.ts';
import type { LaunchSpec } from '../process/launch.ts';
import { answers } from './http-probe.ts';
import { javaArguments } from './java.ts';
import { installKafka, jaasConfig, type KafkaInstallation, quietLogs } from './kafka.ts';

export interface ConnectInstallation extends KafkaInstallation {
  pluginFolder: string;
}

export const debeziumFolder = (cacheFolder: string): string => join(cacheFolder, `debezium-${versions.debezium}`);

export async function installConnect(
  cacheFolder: string,
  onProgress: OnProgress = () => {},
): Promise<ConnectInstallation> {
  const kafka = await installKafka(cacheFolder, onProgress);
  const folder = await installOnce(
    debeziumFolder(cacheFolder),
    (draft) => unpackArchive('debezium', join(draft, 'plugins'), onProgress),
    onProgress,
  );
  return { ...kafka, pluginFolder: join(folder, 'plugins') };
}

export interface ConnectOptions {
  installation: ConnectInstallation;
  dataFolder: string;
  logFile: string;
  port: number;
  brokers: readonly string[];
  /** The authority of the brokers' certificates, if they use TLS. */
  caFile?: string | undefined;
  /** The variables that connectors may refer to as `${env:NAME}`, which keeps them out of Connect's API. */
  passwords?: Readonly<Record<string, string>>;
  isShortLived?: boolean;
}

export const connectUrl = (port: number): string => `http://127.0.0.1:${port}`;

/** A distributed worker: it keeps connectors and their offsets in Kafka, so its folder contains only its settings. */
export async function prepareConnect(options: ConnectOptions): Promise<LaunchSpec> {
  const { installation, dataFolder, logFile, port } = options;
  const configFile = join(dataFolder, 'connect.properties');
  mkdirSync(dataFolder, { recursive: true });
  writeFileSync(configFile, workerConfig(options));
  return {
    name: 'connect',
    command: installation.java,
    args: javaArguments({
      heapMiB: 384,
      isShortLived: options.isShortLived,
      classPath: installation.classPath,
      settings: quietLogs,
      program: ['org.apache.kafka.connect.cli.ConnectDistributed', configFile],
    }),
    env: { ...options.passwords },
    logFile,
    isReady: () => answers(`${connectUrl(port)}/connectors`),
  };
}

/**
 * The short session timeout and the disabled rebalance delay allow a killed worker to be replaced within seconds. By
 * default, its tasks would stay unassigned for five minutes in case it returns.
 */
const workerConfig = ({
  installation,
  port,
  brokers,
  caFile,
}: ConnectOptions): string => `bootstrap.servers=${parseBrokers(brokers).hosts.join(',')}
${clientSecurity(parseBrokers(brokers), caFile)}
group.id=ticketing-connect
session.timeout.ms=6000
heartbeat.interval.ms=2000
scheduled.rebalance.max.delay.ms=0
key.converter=org.apache.kafka.connect.storage.StringConverter
value.converter=org.apache.kafka.connect.json.JsonConverter
value.converter.schemas.enable=false
config.storage.topic=_connect_configs
offset.storage.topic=_connect_offsets
status.storage.topic=_connect_status
config.storage.replication.factor=1
offset.storage.replication.factor=1
status.storage.replication.factor=1
offset.storage.partitions=3
status.storage.partitions=1
offset.flush.interval.ms=5000
listeners=http://127.0.0.1:${port}
rest.advertised.host.name=127.0.0.1
plugin.path=${installation.pluginFolder}
plugin.discovery=service_load
topic.creation.enable=false
connector.client.config.override.policy=All
config.providers=env
config.providers.env.class=org.apache.kafka.common.config.provider.EnvVarConfigProvider
config.providers.env.param.allowlist.pattern=[A-Z]+_CDC_PASSWORD
`;

/** The worker itself and the producers of its connectors connect alike. */
function clientSecurity({ usesTls, sasl }: BrokerConnection, caFile: string | undefined): string {
  if (!usesTls || !sasl || !caFile) return '';
  const settings = {
    'security.protocol': 'SASL_SSL',
    'sasl.mechanism': sasl.mechanism,
    'sasl.jaas.config': jaasConfig(sasl),
    'ssl.truststore.type': 'PEM',
    'ssl.truststore.location': caFile,
  };
  return ['', 'producer.', 'consumer.', 'admin.']
    .flatMap((client) => Object.entries(settings).map(([name, value]) => `${client}${name}=${value}`))
    .join('\n');
}
