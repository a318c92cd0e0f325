-- Live updates: each replica listens, and passes on to whom it serves what has changed. Inserts are announced by the service
-- after their commit: NOTIFY takes a lock of the whole cluster until its transaction is on disk, and reservations are the hot path.
CREATE FUNCTION notify_order_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('live_orders', json_build_object('orderId', NEW.id, 'userId', NEW.user_id)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "order_changed" AFTER UPDATE ON "orders" FOR EACH ROW EXECUTE FUNCTION notify_order_changed();

CREATE FUNCTION notify_session_revoked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('live_orders', json_build_object('sid', NEW.sid)::text);
  RETURN NULL;
END $$;
CREATE TRIGGER "session_revoked" AFTER INSERT ON "revoked_sessions" FOR EACH ROW EXECUTE FUNCTION notify_session_revoked();

-- How many tickets a buyer holds without having paid. The lock makes a buyer's reservations count one after the other; each
-- statement of a volatile function sees what was committed before it, unlike the statement that calls the function.
CREATE INDEX "unpaid_orders_of_user" ON "orders" ("user_id") WHERE "status" IN ('created', 'awaiting_payment');
CREATE FUNCTION count_reservations_locked(buyer TEXT) RETURNS BIGINT LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(buyer, 7221705));
  RETURN (SELECT count(*) FROM orders WHERE user_id = buyer AND status IN ('created', 'awaiting_payment'));
END $$;
