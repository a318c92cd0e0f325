import { z } from 'zod';
import { PermanentError } from '../errors/index.ts';
import { applyInput, type Decided, type OrchestratorOptions, saveDecided } from './changes.ts';
import type { SagaReply } from './definition.ts';
import type { Saga, SagaInput } from './saga.ts';
import { findListenedFor, type ListenedFor, lockSagas, recordAnswers, type Sql } from './saga-store.ts';
import { replyInputOf, type Transition } from './transition.ts';

export interface DeliveredReply {
  topic: string;
  reply: unknown;
  traceparent?: string | undefined;
}

const replySchema = z.object({
  sagaId: z.string(),
  correlationId: z.string(),
  outcome: z.enum(['succeeded', 'failed', 'pending']),
  reason: z.string().nullish(),
});

interface Answer {
  reply: SagaReply;
  traceparent: string | undefined;
  question: ListenedFor;
}

/**
 * Applies replies. Those that nobody waits for have no effect: late ones, duplicates, and answers to other programs.
 * Requires the caller's transaction.
 * @throws PermanentError for a reply that is malformed or on the wrong topic; UnknownDefinitionError while another version
 * of the program must handle it
 */
export const handleReplies =
  (options: OrchestratorOptions) =>
  async (sql: Sql, deliveries: readonly DeliveredReply[]): Promise<void> => {
    const answers = await matchAll(sql, deliveries);
    const locked = await lockSagas(sql, [...new Set(answers.map(({ question }) => question.sagaId))]);
    await recordAnswers(
      sql,
      answers.map(({ reply }) => reply),
    );
    const decided: Decided[] = [];
    for (const [sagaId, ofSaga] of Map.groupBy(answers, ({ question }) => question.sagaId)) {
      const found = locked.get(sagaId);
      if (!found) continue;
      const inputs = ofSaga.map(({ question, reply }) => replyInputOf(question, reply));
      const next = applyAll(options, found.saga, inputs);
      const { definition } = found.saga;
      if (next.events.length === 0) options.log.info({ sagaId, definition }, 'reply is late or a duplicate; no effect');
      decided.push({ locked: found, next, traceparent: ofSaga[0]?.traceparent });
    }
    await saveDecided(sql, options, decided);
  };

/** Matches replies by their correlation ids. One that is unknown here answers the command of another program. */
async function matchAll(sql: Sql, deliveries: readonly DeliveredReply[]): Promise<Answer[]> {
  const parsed = deliveries.map((delivery) => ({ ...delivery, reply: parseReply(delivery) }));
  const asked = await findListenedFor(
    sql,
    parsed.map(({ reply }) => reply.correlationId),
  );
  return parsed.flatMap(({ topic, reply, traceparent }) => {
    const question = asked.get(reply.correlationId);
    if (!question) return [];
    if (!question.replyTopics.includes(topic)) {
      const expected = question.replyTopics.join(' or ');
      throw new PermanentError('wrong_reply_topic', `a reply on ${topic} was expected on ${expected}`);
    }
    return [{ reply, traceparent, question }];
  });
}

function parseReply({ topic, reply }: DeliveredReply): SagaReply {
  const { error } = replySchema.safeParse(reply);
  if (error)
    throw new PermanentError('malformed_reply', `a reply on ${topic} lacks fields of a reply`, { cause: error });
  return reply as SagaReply;
}

/** Applies several inputs of one saga, one after the other. */
function applyAll(options: OrchestratorOptions, saga: Saga, inputs: readonly SagaInput[]): Transition {
  let all: Transition = { saga, events: [], commands: [], timer: 'unchanged' };
  for (const input of inputs) {
    const next = applyInput(options, all.saga, input);
    all = {
      saga: next.saga,
      events: [...all.events, ...next.events],
      commands: [...all.commands, ...next.commands],
      timer: next.timer === 'unchanged' ? all.timer : next.timer,
    };
  }
  return all;
}
