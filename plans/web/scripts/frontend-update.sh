#!/bin/sh
# Switches the running front end to another back end: a rename is seen whole or not at all.
set -eu
umask 077
directory=$run_directory/$deploy_resource_id
kill -0 "$(cat "$directory/pid")"
printf %s "$token" >"$directory/token.new"
mv "$directory/token.new" "$directory/token"
printf %s "$backend" >"$directory/backend.new"
mv "$directory/backend.new" "$directory/backend"
printf %s "http://$address:$(cat "$directory/port")/" >"$heat_outputs_path.url"
