#!/bin/sh
# Asks the back end what it is, and fails when that is not what was deployed.
set -eu
exec python3 - <<'PROGRAM'
import os, sys, urllib.error, urllib.request
request = urllib.request.Request("http://" + os.environ["host_and_port"] + "/", headers={"X-Token": os.environ["token"]})
expected = "back end " + os.environ["backend_version"]
try:
    with urllib.request.urlopen(request, timeout=5) as answer:
        said = answer.read().decode().strip()
except (OSError, urllib.error.HTTPError) as error:
    sys.exit(f"test failed: {expected} does not answer: {error}")
if said != expected:
    sys.exit(f"test failed: it says {said!r}, not {expected!r}")
print(f"test passed: {said}")
PROGRAM
