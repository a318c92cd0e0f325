import type { ClientSession, Connection } from '@ticketing/common/mongo';
import type { Model } from 'mongoose';
import {
  type Content,
  type DeadLetter,
  type Discard,
  isSettled,
  keepSettledMs,
  type Letter,
  type LetterHead,
  type LetterState,
  unsettledStates,
} from '../domain/letter.ts';
import {
  type HeadDocument,
  type LetterDocument,
  letterModel,
  searchTextOf,
  toHead,
  toLetter,
  withoutBulk,
} from './letter-document.ts';
import { allOf, type LetterQuery } from './letter-query.ts';

/** The end of a page of letters; pages run from the newest first failure to the oldest. */
export interface LetterCursor {
  firstFailedAt: Date;
  id: string;
}

/** A letter to index for the first time. */
export interface NewLetter {
  letter: DeadLetter;
  content: Content;
  indexedAt: Date;
}

export const createLetterStore = (connection: Connection) => {
  const letters = letterModel(connection);
  return { ...readsOf(letters), ...failureWritesOf(letters), ...stateWritesOf(letters) };
};

export type LetterStore = ReturnType<typeof createLetterStore>;

const expiryOf = (state: LetterState, at: Date) => (isSettled(state) ? new Date(at.getTime() + keepSettledMs) : null);

/** Reads of single letters, pages and whole selections. */
const readsOf = (letters: Model<LetterDocument>) => ({
  async findById(id: string, session?: ClientSession): Promise<Letter | null> {
    const found = await letters
      .findById(id)
      .session(session ?? null)
      .lean<LetterDocument>();
    return found && toLetter(found);
  },

  async findByIds(ids: readonly string[]): Promise<Letter[]> {
    return (await letters.find({ _id: { $in: [...ids] } }).lean<LetterDocument[]>()).map(toLetter);
  },

  async findHeads(ids: readonly string[]): Promise<LetterHead[]> {
    return (await letters.find({ _id: { $in: [...ids] } }, withoutBulk).lean<HeadDocument[]>()).map(toHead);
  },

  async page(query: LetterQuery, { limit, before }: { limit: number; before?: LetterCursor | undefined }) {
    const older: LetterQuery = before
      ? {
          $or: [
            { firstFailedAt: { $lt: before.firstFailedAt } },
            { firstFailedAt: before.firstFailedAt, _id: { $lt: before.id } },
          ],
        }
      : {};
    const found = await letters
      .find(allOf(query, older), withoutBulk)
      .sort({ firstFailedAt: -1, _id: -1 })
      .limit(limit)
      .lean<HeadDocument[]>();
    return found.map(toHead);
  },

  /** Returns letters whose value could not be decoded for this reason. */
  async findByProblem(problem: string, limit: number): Promise<Letter[]> {
    const found = await letters.find({ 'content.problem': problem }).limit(limit).lean<LetterDocument[]>();
    return found.map(toLetter);
  },

  /** Streams all letters of a query, oldest first. */
  async *stream(query: LetterQuery): AsyncGenerator<Letter> {
    const cursor = letters.find(query).sort({ firstFailedAt: 1, _id: 1 }).lean<LetterDocument>().cursor();
    for await (const found of cursor) yield toLetter(found as LetterDocument);
  },

  count: (query: LetterQuery): Promise<number> => letters.countDocuments(query),
});

/** What the index writes: new letters and further failures. */
const failureWritesOf = (letters: Model<LetterDocument>) => ({
  /** Inserts letters that do not exist yet. Idempotent. @returns ids of the inserted ones */
  async insertMissing(found: readonly NewLetter[]): Promise<Set<string>> {
    if (found.length === 0) return new Set();
    const { upsertedIds } = await letters.bulkWrite(
      found.map((letter) => {
        const { _id, ...fields } = documentOf(letter);
        return { updateOne: { filter: { _id }, update: { $setOnInsert: fields }, upsert: true } };
      }),
    );
    return new Set(Object.values(upsertedIds).map(String));
  },

  /** Records another failure of the letter's message: updates the error, keeps the bytes. */
  async recordFailure(session: ClientSession, { id, place, error, attempts, lastFailedAt }: DeadLetter): Promise<void> {
    await letters.updateOne(
      { _id: id },
      { $addToSet: { places: place }, $set: { error, attempts, lastFailedAt } },
      { session },
    );
  },

  /** Counts a failed replay. Idempotent. */
  async countFailedResend(session: ClientSession, id: string, resendId: string): Promise<void> {
    await letters.updateOne(
      { _id: id, failedResendIds: { $ne: resendId } },
      { $push: { failedResendIds: resendId }, $inc: { failedAgain: 1 } },
      { session },
    );
  },

  async setContent(id: string, content: Content): Promise<void> {
    const found = await letters.findById(id).lean<LetterDocument>();
    if (!found) return;
    const searchText = searchTextOf({ ...toLetter(found), content });
    await letters.updateOne({ _id: id }, { $set: { content, searchText } });
  },
});

/** What operators and replays change: a letter's state. */
const stateWritesOf = (letters: Model<LetterDocument>) => ({
  /** Sets a letter's state. @param isLastOf changes it only if this is the letter's last resend */
  async setState(
    session: ClientSession,
    id: string,
    { state, at, discard }: { state: LetterState; at: Date; discard?: Discard | null },
    isLastOf?: string,
  ): Promise<void> {
    await letters.updateOne(
      { _id: id, ...(isLastOf !== undefined && { lastResendId: isLastOf }) },
      { $set: { state, expireAt: expiryOf(state, at), ...(discard !== undefined && { discard }) } },
      { session },
    );
  },

  /** Reopens letters that are settled or whose last resend has timed out. */
  async reopen(session: ClientSession, ids: readonly string[]): Promise<void> {
    await letters.updateMany(
      { _id: { $in: [...ids] }, state: { $nin: unsettledStates } },
      { $set: { state: 'open', expireAt: null, lastResendId: null, discard: null } },
      { session },
    );
  },

  /** Discards the unsettled letters of a query. @returns their number */
  async discard(session: ClientSession, query: LetterQuery, discard: Discard): Promise<number> {
    const { modifiedCount } = await letters.updateMany(
      allOf(query, { state: { $in: unsettledStates } }),
      { $set: { state: 'discarded', discard, expireAt: expiryOf('discarded', discard.at) } },
      { session },
    );
    return modifiedCount;
  },

  /**
   * Claims unsettled letters for a replay, oldest first, except those it has already claimed.
   * @param resendIdOf assigns each a resend id
   */
  async claim(
    session: ClientSession,
    query: LetterQuery,
    { replayId, limit, resendIdOf }: { replayId: string; limit: number; resendIdOf: (letter: LetterHead) => string },
  ): Promise<LetterHead[]> {
    const found = await letters
      .find(allOf(query, { state: { $in: unsettledStates }, replayIds: { $ne: replayId } }), withoutBulk)
      .sort({ firstFailedAt: 1, _id: 1 })
      .limit(limit)
      .session(session)
      .lean<HeadDocument[]>();
    const claimed = found.map(toHead);
    if (claimed.length === 0) return [];
    await letters.bulkWrite(
      claimed.map((letter) => ({
        updateOne: {
          filter: { _id: letter.id },
          update: {
            $set: { state: 'replaying' as const, lastResendId: resendIdOf(letter), expireAt: null },
            $push: { replayIds: replayId },
          },
        },
      })),
      { session },
    );
    return claimed;
  },
});

function documentOf({ letter, content, indexedAt }: NewLetter): LetterDocument {
  const { id, resendId: _, place, ...fields } = letter;
  return {
    ...fields,
    _id: id,
    content,
    state: 'open',
    failedAgain: 0,
    lastResendId: null,
    discard: null,
    places: [place],
    indexedAt,
    searchText: searchTextOf({ ...letter, content }),
    replayIds: [],
    failedResendIds: [],
    expireAt: null,
  };
}
