-- What the requests of a key make takes its id from the key's row, so that a repeat after a crash finds it. The default is for
-- processes of the version before, which insert rows without it while a rollout lasts.
ALTER TABLE "idempotency_keys" ADD COLUMN "effect_id" UUID NOT NULL DEFAULT gen_random_uuid();
