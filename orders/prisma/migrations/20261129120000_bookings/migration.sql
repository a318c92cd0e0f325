-- Parties of bookings, which a saga runs (ADR 34). asked_correlation_id: the saga's question how the order ended, until its end.
ALTER TABLE "orders" ADD COLUMN "saga_id" TEXT, ADD COLUMN "asked_correlation_id" TEXT;
CREATE UNIQUE INDEX "one_order_per_saga" ON "orders" ("saga_id") WHERE "saga_id" IS NOT NULL;

-- How a saga's reservation went: all attempts get the same answer, and what was undone before it arrived never happens.
CREATE TABLE "booking_steps" (
    "saga_id" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "is_undone" BOOLEAN NOT NULL,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "booking_steps_pkey" PRIMARY KEY ("saga_id"),
    CONSTRAINT "booking_steps_outcome_is_known" CHECK ("outcome" IN ('succeeded', 'failed'))
);
CREATE INDEX "booking_steps_by_age" ON "booking_steps" ("recorded_at");
