-- A page of somebody's orders ends at a pair of time and id, and the index leads to where the next one begins.
CREATE INDEX "orders_of_user_by_page" ON "orders" ("user_id", "created_at" DESC, "id" DESC);
DROP INDEX "orders_of_user";
