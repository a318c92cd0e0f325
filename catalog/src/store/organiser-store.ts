import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { Member, Organiser } from '../domain/organiser.ts';

interface OrganiserDocument extends Omit<Organiser, 'id'> {
  _id: Types.ObjectId;
}

const member = new Schema<Member>(
  { userId: { type: String, required: true }, role: { type: String, required: true } },
  { _id: false },
);
const schema = new Schema<OrganiserDocument>(
  {
    name: { type: String, required: true },
    members: { type: [member], required: true },
    createdAt: { type: Date, required: true },
  },
  { collection: 'organisers', versionKey: false },
);
schema.index({ 'members.userId': 1, _id: 1 }, { name: 'of_member' });

/** People are members of few. */
const maxOrganisers = 100;

const toOrganiser = ({ _id, name, members, createdAt }: OrganiserDocument): Organiser => ({
  id: _id.toHexString(),
  name,
  members: members.map(({ userId, role }) => ({ userId, role })),
  createdAt,
});

export function createOrganiserStore(connection: Connection) {
  const organisers = modelOf(connection, 'Organiser', schema);
  return {
    async insert({ id, ...organiser }: Organiser): Promise<void> {
      await organisers.create([{ ...organiser, _id: new Types.ObjectId(id) }]);
    },

    async findById(id: string, session: ClientSession | null = null): Promise<Organiser | null> {
      const found = await organisers.findById(id).session(session).lean();
      return found && toOrganiser(found);
    },

    /** Returns the organisers that a person is a member of, oldest first. */
    async findByMember(userId: string): Promise<Organiser[]> {
      const found = await organisers.find({ 'members.userId': userId }).sort({ _id: 1 }).limit(maxOrganisers).lean();
      return found.map(toOrganiser);
    },

    /** Returns all organisers that one of these people is a member of. */
    async findByMembers(session: ClientSession, userIds: readonly string[]): Promise<Organiser[]> {
      const found = await organisers
        .find({ 'members.userId': { $in: [...userIds] } })
        .session(session)
        .lean();
      return found.map(toOrganiser);
    },

    /** Saves who is a member. Concurrent changes conflict and are retried. */
    async saveMembers(session: ClientSession, { id, members }: Organiser): Promise<void> {
      await organisers.updateOne({ _id: new Types.ObjectId(id) }, { $set: { members: [...members] } }, { session });
    },
  };
}

export type OrganiserStore = ReturnType<typeof createOrganiserStore>;
