import { type ClientSession, type Connection, modelOf } from '@ticketing/common/mongo';
import { Schema, Types } from 'mongoose';
import type { LocalDate } from '../domain/local-time.ts';
import type { Plan, Schedule } from '../domain/schedule.ts';
import { toCategories } from './performance-document.ts';

interface ScheduleDocument extends Omit<Schedule, 'id'> {
  _id: Types.ObjectId;
}

const { Mixed } = Schema.Types;
const schema = new Schema<ScheduleDocument>(
  {
    organiserId: { type: String, required: true },
    venue: { type: Mixed, required: true },
    seatMapVersion: { type: Number, required: true },
    title: { type: String, required: true },
    description: { type: String, default: null },
    origin: { type: Mixed, required: true },
    destination: { type: Mixed, required: true },
    weekdays: { type: [Number], required: true },
    leavesAt: { type: String, required: true },
    durationMinutes: { type: Number, required: true },
    saleOpensDaysBefore: { type: Number, default: null },
    maxParty: { type: Number, required: true },
    categories: { type: Mixed, required: true },
    from: { type: String, required: true },
    until: { type: String, required: true },
    publishedUntil: { type: String, required: true },
    dueAt: { type: Date, default: null },
    endedAt: { type: Date, default: null },
    createdAt: { type: Date, required: true },
  },
  { collection: 'schedules', versionKey: false },
);
schema.index({ dueAt: 1 }, { name: 'due', partialFilterExpression: { dueAt: { $type: 'date' } } });
schema.index({ organiserId: 1, createdAt: -1, _id: -1 }, { name: 'of_organiser' });

/** Of one run, which a stop waits for; the next one follows within a second. */
const maxDue = 10;
/** More than an organiser has; there is no page after the first. */
const maxSchedules = 200;

const toSchedule = ({ _id, categories, ...schedule }: ScheduleDocument): Schedule => ({
  ...schedule,
  categories: toCategories(categories),
  id: _id.toHexString(),
});

export function createScheduleStore(connection: Connection) {
  const schedules = modelOf(connection, 'Schedule', schema);
  const active = (id: string) => ({ _id: new Types.ObjectId(id), endedAt: null });
  return {
    async insert({ id, ...schedule }: Schedule): Promise<void> {
      await schedules.create([{ ...schedule, _id: new Types.ObjectId(id) }]);
    },

    async findById(id: string): Promise<Schedule | null> {
      const found = await schedules.findById(id).lean();
      return found && toSchedule(found);
    },

    /** Returns the schedules of some organisers, newest first. */
    async findByOrganisers(organiserIds: readonly string[]): Promise<Schedule[]> {
      const found = await schedules
        .find({ organiserId: { $in: [...organiserIds] } })
        .sort({ createdAt: -1, _id: -1 })
        .limit(maxSchedules)
        .lean();
      return found.map(toSchedule);
    },

    /** Returns the schedules that are due, the longest waiting first. */
    async findDue(now: Date): Promise<Schedule[]> {
      const found = await schedules
        .find({ dueAt: { $type: 'date', $lte: now } })
        .sort({ dueAt: 1 })
        .limit(maxDue)
        .lean();
      return found.map(toSchedule);
    },

    /**
     * Notes that a day is published. Whoever publishes the same schedule conflicts and is retried.
     * @returns false when the schedule was ended
     */
    async advance(session: ClientSession, id: string, day: LocalDate): Promise<boolean> {
      const { matchedCount } = await schedules.updateOne(active(id), { $max: { publishedUntil: day } }, { session });
      return matchedCount > 0;
    },

    /** Notes that all of a plan is published, and when there is more. */
    async complete(id: string, { publishedUntil, dueAt }: Plan): Promise<void> {
      await schedules.updateOne(active(id), { $max: { publishedUntil }, $set: { dueAt } });
    },

    /** Looks at a schedule later. */
    async postpone(id: string, dueAt: Date): Promise<void> {
      await schedules.updateOne(active(id), { $set: { dueAt } });
    },

    /** Ends a schedule, the first time. */
    async end(id: string, endedAt: Date): Promise<void> {
      await schedules.updateOne(active(id), { $set: { endedAt, dueAt: null } });
    },
  };
}

export type ScheduleStore = ReturnType<typeof createScheduleStore>;
