import { createCodec, createKafka } from '@ticketing/common/kafka';
import { silentLogger } from '@ticketing/common/log';

export interface PeerInput {
  brokers: string[];
  registryUrl: string;
}

export interface PeerResult {
  messages: number;
  seconds: number;
  cpuSeconds: number;
}

/** Messages per request, as in the relay's batches. */
export const batchSize = 1_000;

export function openPeer<Input extends PeerInput>() {
  const input = JSON.parse(process.argv[2] ?? '{}') as Input;
  const kafka = createKafka({ clientId: 'peer', brokers: input.brokers, log: silentLogger() });
  return { input, kafka, codec: createCodec(input.registryUrl) };
}

/** Starts the measurement. @returns a function that stops it */
export function startClock(): (messages: number) => PeerResult {
  const startedAt = performance.now();
  const cpu = process.cpuUsage();
  return (messages) => {
    const { user, system } = process.cpuUsage(cpu);
    return { messages, seconds: (performance.now() - startedAt) / 1_000, cpuSeconds: (user + system) / 1e6 };
  };
}
