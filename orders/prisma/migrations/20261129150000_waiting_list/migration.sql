-- The waiting list of sold-out performances (ADR 39). An entry waits until its party gets an offer: an order.
CREATE TABLE "waiting_entries" (
    "id" UUID NOT NULL,
    "performance_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    -- What the party asks for, like a request for the best seats or for standing places.
    "wish" JSONB NOT NULL,
    -- Keyed hash of the network address that the entry was made from, and whether the account was confirmed: for the limits.
    "subscriber" TEXT NOT NULL,
    "is_verified" BOOLEAN NOT NULL,
    "joined_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    -- The offer; null while it waits.
    "order_id" UUID,
    CONSTRAINT "waiting_entries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "waiting_entries_performance" FOREIGN KEY ("performance_id") REFERENCES "performances" ("id")
);
CREATE UNIQUE INDEX "one_waiting_entry_per_person" ON "waiting_entries" ("performance_id", "user_id") WHERE "order_id" IS NULL;
CREATE INDEX "waiting_entries_in_order" ON "waiting_entries" ("performance_id", "joined_at", "id") WHERE "order_id" IS NULL;
CREATE INDEX "waiting_entries_of_person" ON "waiting_entries" ("user_id") WHERE "order_id" IS NULL;

-- Places are free that the waiting list has not been asked about: until it was, nobody else gets them.
ALTER TABLE "performances" ADD COLUMN "offers_due" BOOLEAN NOT NULL DEFAULT false;
CREATE INDEX "performances_with_offers_due" ON "performances" ("id") WHERE "offers_due";
ALTER TABLE "orders" ADD COLUMN "is_offer" BOOLEAN NOT NULL DEFAULT false;
