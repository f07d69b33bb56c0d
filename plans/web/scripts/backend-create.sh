#!/bin/sh
# Starts a back end of its own beside any other, and says where it answers.
set -eu
umask 077
directory=$run_directory/$deploy_resource_id
mkdir -p "$directory"
printf %s "$backend_version" >"$directory/version"
printf %s "$token" >"$directory/token"
printf %s "$program" >"$directory/program.py"

setsid python3 "$directory/program.py" "$directory" "$address" </dev/null >"$directory/log" 2>&1 &
echo $! >"$directory/pid"

tries=0
until [ -s "$directory/port" ]; do
  tries=$((tries + 1))
  if [ "$tries" -gt 200 ] || ! kill -0 "$(cat "$directory/pid")" 2>/dev/null; then
    echo "the back end did not start:" >&2
    cat "$directory/log" >&2
    exit 1
  fi
  sleep 0.05
done
printf %s "$address:$(cat "$directory/port")" >"$heat_outputs_path.host_and_port"
