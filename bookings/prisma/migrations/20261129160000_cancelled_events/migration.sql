-- Bookings of a performance that is cancelled.
CREATE INDEX "bookings_of_performance" ON "bookings" ("performance_id");

-- Live updates: one notification a statement, now also of the bookings whose performance is cancelled: the start of its saga. A
-- payload has 8,000 bytes at most, so it names 50 bookings.
CREATE OR REPLACE FUNCTION notify_bookings_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('live_bookings',
    json_build_object('bookings', json_agg(json_build_object('bookingId', id, 'userId', user_id)))::text)
  FROM (
    SELECT id, user_id, (row_number() OVER () - 1) / 50 AS payload
    FROM (
      SELECT bookings.id, bookings.user_id
      FROM changed JOIN before ON before.id = changed.id JOIN bookings ON bookings.id = changed.id
      WHERE (changed.status, changed.direction, changed.step) IS DISTINCT FROM (before.status, before.direction, before.step)
      UNION ALL
      SELECT bookings.id, bookings.user_id
      FROM changed JOIN before ON before.id = changed.id JOIN bookings ON bookings.performance_id = changed.data->>'performanceId'
      WHERE changed.definition = 'cancel-event' AND before.step IS NULL
    ) AS affected
  ) AS visible
  GROUP BY payload;
  RETURN NULL;
END $$;
