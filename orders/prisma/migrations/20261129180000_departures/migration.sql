-- Places of a departure are booked, with who travels (ADR 38); orders alone sells those of other performances.
-- Null for what was published before: schedules publish a month ahead, so a month later there is none on sale.
ALTER TABLE "performances" ADD COLUMN "kind" TEXT;
