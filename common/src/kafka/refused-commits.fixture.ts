import { createRequire } from 'node:module';
import { KafkaJSError } from 'kafkajs';

interface Coordinator {
  offsetCommit(request: { groupId: string }): Promise<unknown>;
}

/**
 * Fails the group's next commits like a coordinator that is still loading; a real broker can't be put into that state.
 */
export function refuseCommits(group: string, count: number) {
  const { prototype } = createRequire(import.meta.url)('kafkajs/src/broker') as { prototype: Coordinator };
  const { offsetCommit } = prototype;
  let refused = 0;
  prototype.offsetCommit = async function (request) {
    if (request.groupId !== group || refused === count) return offsetCommit.call(this, request);
    refused += 1;
    throw new KafkaJSError('the coordinator is loading');
  };
  return {
    refused: () => refused,
    recover() {
      prototype.offsetCommit = offsetCommit;
    },
  };
}
