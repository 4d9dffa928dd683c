#!/usr/bin/env bash
# Holds our signatures for AWS against those of botocore, AWS's own library: run.sh FOLDER
#
# CASES   how many random requests (1000)
# SEED    which ones (the time)
#
# GENLOG  the program
#
# FOLDER keeps what is installed, and the requests. Needs python3 with venv, and a network.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd) folder=$1
count=${CASES:-1000} seed=${SEED:-$(date +%s)}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [[ ! -x $folder/venv/bin/python3 ]]; then python3 -m venv "$folder/venv"; fi
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore
"$folder/venv/bin/python3" "$here/cases.py" "$count" "$seed" > "$folder/cases.ndjson"
echo "sigv4: $count requests, SEED=$seed"
"$folder/venv/bin/python3" "$here/wire.py" "$GENLOG"
cd "$here/../../.."
GENLOG_SIGNATURES=$folder/cases.ndjson swift test --quiet --disable-xctest \
  -debug-info-format none --filter SignatureTests
