-- Who holds tickets without paying, beyond the number per buyer (orders/src/domain/hoarding.ts has the rules).
-- ended_at: when the order was completed or cancelled; null for orders that ended before this column existed.
ALTER TABLE "orders" ADD COLUMN "ended_at" TIMESTAMPTZ(3);
-- How long the buyer had held this ticket before, without an hour's break.
ALTER TABLE "orders" ADD COLUMN "held_before_ms" INTEGER NOT NULL DEFAULT 0;
-- Keyed hash of the subscriber whose budget the unpaid reservation uses; null for one that is its account's own, and after the end.
ALTER TABLE "orders" ADD COLUMN "charged_to" TEXT;

CREATE INDEX "unpaid_orders_of_subscriber" ON "orders" ("charged_to")
  WHERE "charged_to" IS NOT NULL AND "status" IN ('created', 'awaiting_payment');
CREATE INDEX "cancelled_orders_of_ticket" ON "orders" ("ticket_id", "user_id", "created_at" DESC) WHERE "status" = 'cancelled';

-- As in count_reservations_locked, which the previous version of the service still calls: each statement of a volatile function sees
-- what was committed before it.
CREATE FUNCTION subscriber_to_charge(buyer TEXT, subscriber TEXT) RETURNS TEXT LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN CASE WHEN EXISTS (SELECT FROM orders WHERE user_id = buyer AND status IN ('created', 'awaiting_payment'))
    AND NOT EXISTS (SELECT FROM orders WHERE user_id = buyer AND status = 'complete') THEN subscriber END;
END $$;

-- A hold ends at its expiry at the latest: that an outage delays the end is not the buyer's doing.
CREATE FUNCTION held_before_ms(buyer TEXT, ticket TEXT) RETURNS INTEGER LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  RETURN coalesce((
    SELECT least(last.held_before_ms + extract(epoch FROM least(last.ended_at, last.expires_at) - last.created_at) * 1000, 86400000)::int
    FROM (SELECT * FROM orders WHERE ticket_id = ticket AND user_id = buyer AND status = 'cancelled'
          ORDER BY created_at DESC LIMIT 1) AS last
    WHERE last.ended_at > clock_timestamp() - interval '1 hour'), 0);
END $$;

-- Whether the rules allow another reservation. The locks make the reservations of a buyer, and the charged ones of a subscriber, count
-- one after the other; they are always taken in this order. The cost makes PostgreSQL check everything else about a ticket first.
CREATE FUNCTION may_reserve_locked(
  buyer TEXT, ticket TEXT, subscriber TEXT, max_unpaid INTEGER, max_of_subscriber INTEGER, max_held_ms INTEGER
) RETURNS BOOLEAN LANGUAGE plpgsql VOLATILE COST 10000 AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(buyer, 7221705));
  IF (SELECT count(*) FROM orders WHERE user_id = buyer AND status IN ('created', 'awaiting_payment')) >= max_unpaid
    OR held_before_ms(buyer, ticket) >= max_held_ms THEN
    RETURN false;
  END IF;
  IF subscriber_to_charge(buyer, subscriber) IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(subscriber, 7221706));
    RETURN (SELECT count(*) FROM orders WHERE charged_to = subscriber AND status IN ('created', 'awaiting_payment')) < max_of_subscriber;
  END IF;
  RETURN true;
END $$;
