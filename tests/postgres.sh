#!/usr/bin/env bash
# Runs a command beside a PostgreSQL server of its own on 127.0.0.1, which HANDOFFBOT_POSTGRES names, and ends the server with it.
#   tests/postgres.sh dotnet test
# Needs Debian's postgresql; nothing of it is kept.
set -euo pipefail
programs=$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
[ -n "$programs" ] || { echo "PostgreSQL is not installed (apt-get install postgresql)"; exit 1; }

# In memory where there is room for it: every test copies and drops a database of its own.
room=$(df --output=avail -k /dev/shm 2>/dev/null | tail -1 || true)
[ "${room:-0}" -gt 6000000 ] && folder=$(mktemp -d -p /dev/shm) || folder=$(mktemp -d)
server=
stop() {
  # Fast: whoever is still connected is cut off.
  [ -z "$server" ] || { kill -INT "$server" 2>/dev/null && wait "$server" 2>/dev/null; } || true
  rm -rf "$folder"
}
trap stop EXIT
trap 'exit 130' INT TERM

# The server refuses to run as root.
as_postgres=()
if [ "$(id -u)" -eq 0 ]; then
  chown postgres "$folder"
  as_postgres=(setpriv --reuid=postgres --regid=postgres --clear-groups)
fi

"${as_postgres[@]}" "$programs/initdb" --pgdata "$folder/data" --auth trust --username postgres --encoding UTF8 --locale C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 \
  || { cat "$folder/initdb.log"; exit 1; }

for _ in 1 2 3; do
  port=$((20000 + RANDOM % 12000))
  # exec: the process that is ended is the server itself. What is lost when the machine fails is only a test's.
  "${as_postgres[@]}" "$programs/postgres" -D "$folder/data" -c listen_addresses=127.0.0.1 -c port=$port -c unix_socket_directories= \
    -c max_connections=300 -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off >"$folder/server.log" 2>&1 &
  server=$!
  for _ in $(seq 100); do
    kill -0 "$server" 2>/dev/null || break
    "$programs/pg_isready" -q -h 127.0.0.1 -p "$port" && break 2
    sleep 0.2
  done
  kill -INT "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
done
[ -n "$server" ] || { cat "$folder/server.log"; exit 1; }

code=0
HANDOFFBOT_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres" "$@" || code=$?
exit $code
