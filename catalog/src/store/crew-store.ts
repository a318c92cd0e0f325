import { type ClientSession, type Connection, collectionOf, modelOf } from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { CrewDetails, CrewMember, Duty } from '../domain/crew.ts';

interface CrewDocument extends Omit<CrewMember, 'id'> {
  _id: Types.ObjectId;
}

const { Mixed } = Schema.Types;
const schema = new Schema<CrewDocument>(
  {
    organiserId: { type: String, required: true },
    name: { type: String, default: null },
    staffNumber: { type: String, default: null },
    qualifications: { type: Mixed, required: true },
    duties: { type: Mixed, required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'crew', versionKey: false },
);
schema.index({ organiserId: 1, _id: 1 }, { name: 'of_organiser' });
schema.index({ 'duties.performanceId': 1 }, { name: 'on_departure' });

/** Duties that ended before are dropped with the next one: nobody is assigned to the past. */
const keptForMs = 90 * 24 * 60 * 60 * 1_000;

const toMember = ({ _id, ...member }: CrewDocument): CrewMember => ({ ...member, id: _id.toHexString() });
const idOf = (id: string) => new Types.ObjectId(id);

export function createCrewStore(connection: Connection) {
  const model = modelOf(connection, 'CrewMember', schema);
  const crew = collectionOf(connection, model);
  return {
    async insert({ id, ...member }: CrewMember): Promise<void> {
      await model.create([{ ...member, _id: idOf(id) }]);
    },

    countOf: (organiserId: string): Promise<number> => model.countDocuments({ organiserId }),

    async findById(id: string, session: ClientSession | null = null): Promise<CrewMember | null> {
      const found = await model.findById(id).session(session).lean();
      return found && toMember(found);
    },

    /** Returns an organiser's crew, in the order of their entry. */
    async findByOrganiser(organiserId: string, limit: number): Promise<CrewMember[]> {
      const found = await model.find({ organiserId }).sort({ _id: 1 }).limit(limit).lean();
      return found.map(toMember);
    },

    /** Returns who is assigned to a departure. */
    async findOnDeparture(performanceId: string): Promise<CrewMember[]> {
      const found = await model.find({ 'duties.performanceId': performanceId }).sort({ _id: 1 }).lean();
      return found.map(toMember);
    },

    /** Saves what is known about somebody. Conflicts with an assignment at the same time, which is retried. */
    async saveDetails(session: ClientSession, id: string, details: CrewDetails): Promise<void> {
      await model.updateOne({ _id: idOf(id) }, { $set: { ...details } }, { session });
    },

    /** Erases somebody of an organiser with all that is known about them. Idempotent. */
    async remove(organiserId: string, id: string): Promise<void> {
      await model.deleteOne({ _id: idOf(id), organiserId });
    },

    /** Erases the crews of organisers. Idempotent. */
    async removeOfOrganiser(session: ClientSession, organiserId: string): Promise<void> {
      await model.deleteMany({ organiserId }, { session });
    },

    /**
     * Gives somebody a duty, instead of another one on the same departure. One statement checks and writes: of two duties
     * at the same time, the second is refused, whoever assigns it.
     * @returns false when there is another duty at that time
     */
    async addDuty(session: ClientSession, id: string, duty: Duty): Promise<boolean> {
      const { performanceId, startsAt, endsAt } = duty;
      const overlapping = {
        performanceId: { $ne: performanceId },
        startsAt: { $lt: endsAt },
        endsAt: { $gt: startsAt },
      };
      const isKept = {
        $and: [
          { $ne: ['$$duty.performanceId', performanceId] },
          { $gt: ['$$duty.endsAt', new Date(Date.now() - keptForMs)] },
        ],
      };
      const kept = { $filter: { input: '$duties', as: 'duty', cond: isKept } };
      const { matchedCount } = await crew.updateOne(
        { _id: idOf(id), duties: { $not: { $elemMatch: overlapping } } },
        [{ $set: { duties: { $concatArrays: [kept, [{ $literal: duty }]] } } }],
        { session },
      );
      return matchedCount > 0;
    },

    /** Takes somebody off a departure. Idempotent. */
    async removeDuty(session: ClientSession, id: string, performanceId: string): Promise<void> {
      await crew.updateOne({ _id: idOf(id) }, { $pull: { duties: { performanceId } } }, { session });
    },

    /** Moves the duties on a departure whose times change; who is then on duty twice is seen by whoever reads the crew. */
    async moveDuties(
      session: ClientSession,
      { performanceId, startsAt, endsAt }: Pick<Duty, 'performanceId' | 'startsAt' | 'endsAt'>,
    ): Promise<void> {
      await crew.updateMany(
        { 'duties.performanceId': performanceId },
        { $set: { 'duties.$[duty].startsAt': startsAt, 'duties.$[duty].endsAt': endsAt } },
        { session, arrayFilters: [{ 'duty.performanceId': performanceId }] },
      );
    },

    /** Takes everybody off a departure that does not run. */
    async removeDuties(session: ClientSession, performanceId: string): Promise<void> {
      await crew.updateMany(
        { 'duties.performanceId': performanceId },
        { $pull: { duties: { performanceId } } },
        { session },
      );
    },
  };
}

export type CrewStore = ReturnType<typeof createCrewStore>;
