#!/usr/bin/env bash
# Makes one cluster of four MySQL nodes: accounts, replication, acknowledgement by the other center only. Runs once at
# every `docker compose up` and changes nothing that is as it should be.
#   NODES     "name:center ..."     HOME_CENTER  of the primary     PRIMARY  name of the primary
#   MYSQL_PWD of root (the client reads it)     MYSQL_PASSWORD, REPLICATION_PASSWORD
# After a promotion PRIMARY must name the new primary: this script decides nothing, it never changes an open node.
set -euo pipefail

ask() { mysql --host="$1" --user=root --connect-timeout=5 --batch --skip-column-names --execute="$2"; }
status() { ask "$PRIMARY" "SHOW GLOBAL STATUS LIKE '$1'" | cut -f2; }

# A node that is open already is the primary, whatever the environment says; two would be a split.
open=()
for node in $NODES; do
  name="${node%%:*}"
  [ "$(ask "$name" 'SELECT @@super_read_only')" = 1 ] || open+=("$name")
done
if [ ${#open[@]} -gt 1 ] || { [ ${#open[@]} = 1 ] && [ "${open[0]}" != "$PRIMARY" ]; }; then
  echo "open to writers: ${open[*]}; PRIMARY says $PRIMARY. Nothing was changed." >&2
  exit 1
fi

if [ -z "$(ask "$PRIMARY" "SHOW DATABASES LIKE 'membergrains'")" ]; then
  # What the image wrote when it made the data directories differs from node to node and must not be replicated.
  for node in $NODES; do ask "${node%%:*}" 'RESET BINARY LOGS AND GTIDS'; done
  ask "$PRIMARY" "
    SET GLOBAL super_read_only = OFF;
    CREATE USER 'replication'@'%' IDENTIFIED BY '$REPLICATION_PASSWORD' REQUIRE SSL;
    GRANT REPLICATION SLAVE ON *.* TO 'replication'@'%';
    CREATE USER 'membergrains'@'%' IDENTIFIED BY '$MYSQL_PASSWORD' REQUIRE SSL;
    GRANT ALL ON \`membergrains%\`.* TO 'membergrains'@'%';
    GRANT REPLICATION CLIENT ON *.* TO 'membergrains'@'%';
    CREATE DATABASE membergrains_cluster CHARACTER SET utf8mb4;
    CREATE DATABASE membergrains CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    SET GLOBAL super_read_only = ON;"
fi

for node in $NODES; do
  name="${node%%:*}" center="${node##*:}" acknowledges=ON
  [ "$name" != "$PRIMARY" ] || continue
  # The replica beside the primary must not acknowledge: it would go with the center.
  [ "$center" != "$HOME_CENTER" ] || acknowledges=OFF
  if ask "$name" "SELECT 1 FROM performance_schema.replication_connection_status WHERE SERVICE_STATE = 'ON'" | grep -q 1; then continue; fi
  ask "$name" "
    STOP REPLICA;
    SET GLOBAL rpl_semi_sync_replica_enabled = $acknowledges;
    CHANGE REPLICATION SOURCE TO SOURCE_HOST='$PRIMARY', SOURCE_USER='replication', SOURCE_PASSWORD='$REPLICATION_PASSWORD',
      SOURCE_SSL=1, SOURCE_AUTO_POSITION=1, SOURCE_CONNECT_RETRY=1;
    START REPLICA;"
done

# On before the first write, so that no commit goes unacknowledged; opened when both who acknowledge are there.
ask "$PRIMARY" 'SET GLOBAL rpl_semi_sync_source_enabled = ON'
for _ in $(seq 120); do
  [ "$(status Rpl_semi_sync_source_clients)" != 2 ] || break
  sleep 1
done
[ "$(status Rpl_semi_sync_source_clients)" = 2 ] || { echo "the replicas of the other center did not attach" >&2; exit 1; }
ask "$PRIMARY" 'SET GLOBAL super_read_only = OFF; SET GLOBAL read_only = OFF'

# Membership, grain state and reminders live in one of the two clusters.
if [ -n "${CLUSTERING_SCRIPT:-}" ]; then mysql --host="$PRIMARY" --user=root membergrains_cluster <"$CLUSTERING_SCRIPT"; fi
echo "$PRIMARY is open; acknowledged by the other center"
