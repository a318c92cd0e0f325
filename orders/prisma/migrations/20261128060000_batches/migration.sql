-- Whether an event was ever parked in a stream: without, nobody looks for parked successors.
ALTER TABLE "streams" ADD COLUMN "has_parked" BOOLEAN NOT NULL DEFAULT false;
UPDATE "streams" SET "has_parked" = true WHERE "stream" IN (SELECT "stream" FROM "parked");

-- Live updates: one notification a statement instead of one a row, and only for what a buyer sees. NOTIFY takes a lock of the
-- whole cluster until its transaction is on disk. A payload has 8,000 bytes at most, so it names 50 orders.
DROP TRIGGER "order_changed" ON "orders";
DROP FUNCTION notify_order_changed();
CREATE FUNCTION notify_orders_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('live_orders', json_build_object('orders', json_agg(json_build_object('orderId', id, 'userId', user_id)))::text)
  FROM (
    SELECT changed.id, changed.user_id, (row_number() OVER () - 1) / 50 AS payload
    FROM changed JOIN before ON before.id = changed.id
    WHERE (changed.status, changed.refund_amount_minor, changed.expires_at)
      IS DISTINCT FROM (before.status, before.refund_amount_minor, before.expires_at)
  ) AS visible
  GROUP BY payload;
  RETURN NULL;
END $$;
CREATE TRIGGER "orders_changed" AFTER UPDATE ON "orders" REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION notify_orders_changed();
