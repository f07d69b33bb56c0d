#!/bin/sh
# Ends an instance: lets it answer whom it has begun to answer, then takes its directory away. Twice does no harm.
set -eu

# One that has ended and that nobody has asked for its status is not alive.
alive() {
  kill -0 "$1" 2>/dev/null && ! grep -q '^State:[[:space:]]*Z' "/proc/$1/status" 2>/dev/null
}

directory=$run_directory/$deploy_resource_id
[ -d "$directory" ] || exit 0
if [ -s "$directory/pid" ]; then
  pid=$(cat "$directory/pid")
  kill -TERM "$pid" 2>/dev/null || true
  tries=0
  while alive "$pid"; do
    tries=$((tries + 1))
    [ "$tries" -le 100 ] || kill -KILL "$pid" 2>/dev/null || true
    sleep 0.05
  done
fi
rm -rf "$directory"
