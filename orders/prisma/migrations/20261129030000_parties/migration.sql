-- Orders of seats: a party is reserved whole or not at all (ADR 35).

-- The orders service's copy of a performance. Its seats never change, so they are one value that each process reads once.
CREATE TABLE "performances" (
    "id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "max_party" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "sale_starts_at" TIMESTAMPTZ(3),
    "sale_ends_at" TIMESTAMPTZ(3),
    -- [{id, name, price}], prices in minor units.
    "categories" JSONB NOT NULL,
    -- As catalog.performance.published.v1 has them.
    "sections" JSONB NOT NULL,
    "held_back" TEXT[] NOT NULL,
    "version" INTEGER NOT NULL,
    CONSTRAINT "performances_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "performances_status_is_known" CHECK ("status" IN ('on_sale', 'closed', 'cancelled'))
);

-- People in a standing area. The constraint is the guard against more than it holds.
CREATE TABLE "standing_areas" (
    "performance_id" TEXT NOT NULL,
    "section_id" TEXT NOT NULL,
    "quota" INTEGER NOT NULL,
    "taken" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "standing_areas_pkey" PRIMARY KEY ("performance_id", "section_id"),
    CONSTRAINT "standing_areas_quota_is_kept" CHECK ("taken" BETWEEN 0 AND "quota"),
    CONSTRAINT "standing_areas_performance" FOREIGN KEY ("performance_id") REFERENCES "performances" ("id")
);

-- An order is either of one ticket or of a party. `party`: {performanceId, startsAt, timeZone, places: [...]}, at the prices
-- of the reservation. `places`: how many tickets it counts for in the limits against hoarding.
ALTER TABLE "orders"
    ALTER COLUMN "ticket_id" DROP NOT NULL,
    ALTER COLUMN "reservation" DROP NOT NULL,
    ADD COLUMN "performance_id" TEXT,
    ADD COLUMN "party" JSONB,
    ADD COLUMN "places" INTEGER NOT NULL DEFAULT 1,
    ADD CONSTRAINT "orders_have_one_subject" CHECK (
        ("ticket_id" IS NOT NULL AND "reservation" IS NOT NULL AND "performance_id" IS NULL AND "party" IS NULL)
        OR ("ticket_id" IS NULL AND "reservation" IS NULL AND "performance_id" IS NOT NULL AND "party" IS NOT NULL)) NOT VALID;
CREATE INDEX "orders_of_performance" ON "orders" ("performance_id") WHERE "performance_id" IS NOT NULL;

CREATE TABLE "order_seats" (
    "order_id" UUID NOT NULL,
    "performance_id" TEXT NOT NULL,
    "seat_id" TEXT NOT NULL,
    -- False once the order is cancelled.
    "is_live" BOOLEAN NOT NULL DEFAULT true,
    CONSTRAINT "order_seats_pkey" PRIMARY KEY ("order_id", "seat_id"),
    CONSTRAINT "order_seats_order" FOREIGN KEY ("order_id") REFERENCES "orders" ("id")
);
-- The guard against selling twice: a seat has one live order.
CREATE UNIQUE INDEX "one_live_order_per_seat" ON "order_seats" ("performance_id", "seat_id") WHERE "is_live";

-- The limits against hoarding count places, not orders. The functions keep their names and parameters: the previous version of
-- the service calls them while it is being replaced.
CREATE OR REPLACE FUNCTION may_reserve_locked(
  buyer TEXT, ticket TEXT, subscriber TEXT, max_unpaid INTEGER, max_of_subscriber INTEGER, max_held_ms INTEGER
) RETURNS BOOLEAN LANGUAGE plpgsql VOLATILE COST 10000 AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(buyer, 7221705));
  IF held_before_ms(buyer, ticket) >= max_held_ms THEN
    RETURN false;
  END IF;
  RETURN may_hold_places(buyer, subscriber, 1, max_unpaid, max_of_subscriber);
END $$;

CREATE FUNCTION may_reserve_party_locked(
  buyer TEXT, subscriber TEXT, wanted INTEGER, max_unpaid INTEGER, max_of_subscriber INTEGER
) RETURNS BOOLEAN LANGUAGE plpgsql VOLATILE COST 10000 AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(buyer, 7221705));
  RETURN may_hold_places(buyer, subscriber, wanted, max_unpaid, max_of_subscriber);
END $$;

-- Requires the buyer's lock.
CREATE FUNCTION may_hold_places(
  buyer TEXT, subscriber TEXT, wanted INTEGER, max_unpaid INTEGER, max_of_subscriber INTEGER
) RETURNS BOOLEAN LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  IF wanted + (SELECT coalesce(sum(places), 0) FROM orders WHERE user_id = buyer AND status IN ('created', 'awaiting_payment')) > max_unpaid THEN
    RETURN false;
  END IF;
  IF subscriber_to_charge(buyer, subscriber) IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(subscriber, 7221706));
    RETURN wanted + (SELECT coalesce(sum(places), 0) FROM orders
      WHERE charged_to = subscriber AND status IN ('created', 'awaiting_payment')) <= max_of_subscriber;
  END IF;
  RETURN true;
END $$;
