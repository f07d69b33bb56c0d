#!/bin/sh
# Ends an instance: lets it answer whom it has begun to answer, then takes its directory away. Twice does no harm.
set -eu
directory=$run_directory/$deploy_resource_id
[ -d "$directory" ] || exit 0
if [ -s "$directory/pid" ]; then
  pid=$(cat "$directory/pid")
  kill -TERM "$pid" 2>/dev/null || true
  tries=0
  while kill -0 "$pid" 2>/dev/null; do
    tries=$((tries + 1))
    [ "$tries" -le 100 ] || kill -KILL "$pid" 2>/dev/null || true
    sleep 0.05
  done
fi
rm -rf "$directory"
