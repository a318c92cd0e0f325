#!/bin/bash
# Creates a SCRAM user for every file in /etc/kafka-users, which has the password; changes the password of an existing one. Idempotent.
set -euo pipefail
"${BASH_SOURCE%/*}/admin-settings.sh"
for file in "${USERS_FOLDER:-/etc/kafka-users}"/*; do
  # A file, so that process lists show no password.
  (umask 077 && printf 'SCRAM-SHA-512=password=%s\n' "$(<"$file")" >/tmp/user.properties)
  "${KAFKA_CONFIGS:-/opt/kafka/bin/kafka-configs.sh}" --bootstrap-server "${KAFKA_BROKERS:-kafka:9092}" \
    --command-config "${ADMIN_SETTINGS:-/tmp/admin.properties}" \
    --alter --entity-type users --entity-name "${file##*/}" --add-config-file /tmp/user.properties
done
