-- A cancelled performance ends its orders (ADR 36). The sweeper looks every second, so it must not read what has ended.
DROP INDEX "orders_of_performance";
CREATE INDEX "live_orders_of_performance" ON "orders" ("performance_id") WHERE "performance_id" IS NOT NULL AND "status" <> 'cancelled';
CREATE INDEX "cancelled_performances" ON "performances" ("id") WHERE "status" = 'cancelled';
