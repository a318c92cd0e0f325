#!/bin/bash
# Writes the settings with which Kafka's tools sign in as `setup`. SETUP_PASSWORD comes from the secret kafka-user-setup.
umask 077
cat >"${ADMIN_SETTINGS:-/tmp/admin.properties}" <<SETTINGS
security.protocol=SASL_SSL
sasl.mechanism=PLAIN
sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="setup" password="$SETUP_PASSWORD";
ssl.truststore.type=PEM
ssl.truststore.location=${CA_FILE:-/etc/kafka-tls/ca.crt}
request.timeout.ms=8000
default.api.timeout.ms=10000
SETTINGS
