#!/bin/bash
# Usage: in-sync.sh ready | wait, in the pod of a node.
#   ready: fails if this node lacks a replica in sync, or if it can't tell. For the readiness probe.
#   wait:  until every other node is in sync, at most WAIT_SECONDS; then this node may stop without making a partition read-only. For preStop.
set -uo pipefail
node=${POD_NAME##*-}

# A describe takes 2 s of a core. The heap settings of the broker are not the tool's.
under_replicated() {
  KAFKA_HEAP_OPTS="-Xms32m -Xmx96m" KAFKA_JVM_PERFORMANCE_OPTS="-XX:+UseSerialGC -XX:TieredStopAtLevel=1" LOG_DIR=/tmp/log \
    "${KAFKA_TOPICS:-/opt/kafka/bin/kafka-topics.sh}" --bootstrap-server "$POD_NAME.kafka:9092" \
    --command-config "${ADMIN_SETTINGS:-/tmp/admin.properties}" --describe --under-replicated-partitions
}

# Nodes that lack a replica in sync, one per line, from lines such as "Topic: t  Partition: 0  Leader: 1  Replicas: 1,2,0  Isr: 1,2".
lagging() {
  while read -r line; do
    [[ $line =~ Replicas:[[:space:]]*([0-9,]+) ]] || continue
    replicas=${BASH_REMATCH[1]}
    isr=
    [[ $line =~ [[:space:]]Isr:[[:space:]]*([0-9,]+) ]] && isr=${BASH_REMATCH[1]}
    for replica in ${replicas//,/ }; do
      [[ ,$isr, == *,$replica,* ]] || echo "$replica"
    done
  done
}

are_in_sync() {
  local partitions
  partitions=$(under_replicated) || return 1
  ! lagging <<<"$partitions" | grep -q "$@"
}

case ${1:-} in
  ready) are_in_sync -x "$node" ;;
  wait)
    deadline=$((SECONDS + ${WAIT_SECONDS:-120}))
    until are_in_sync -vx "$node"; do
      ((SECONDS < deadline)) || exit 0
      sleep 2
    done
    ;;
  *) exit 64 ;;
esac
