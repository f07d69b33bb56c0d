#!/bin/sh
# Puts the version into its file. On the host that is to wait it first waits until it is let go.
set -eu
mkdir -p /var/lib/world
if [ "$wait_on" = "$deploy_server_id" ]; then
  : >"/var/lib/world/waits-$version"
  until [ -e "/var/lib/world/go-$version" ]; do sleep 0.05; done
fi
printf %s "$version" >/var/lib/world/version.new
mv /var/lib/world/version.new /var/lib/world/version
echo "$deploy_action $version" >>/var/lib/world/log
printf %s "$version" >"$heat_outputs_path.version"
