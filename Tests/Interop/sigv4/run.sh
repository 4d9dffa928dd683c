#!/usr/bin/env bash
# Holds our signatures for AWS against those of botocore, AWS's own library: run.sh PROGRAMS WORK
#   PROGRAMS  the folder in which genlog was built
#   WORK      a folder for what is installed, and the requests
#   CASES     how many random requests (1000)
#   SEED      which ones (the time)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd) programs=$1 folder=$2/sigv4
count=${CASES:-1000} seed=${SEED:-$(date +%s)}
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
if [[ ! -x $folder/venv/bin/python3 ]]; then python3 -m venv "$folder/venv"; fi
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check botocore
"$folder/venv/bin/python3" "$here/cases.py" "$count" "$seed" > "$folder/cases.ndjson"
echo "sigv4: $count requests, SEED=$seed"
"$folder/venv/bin/python3" "$here/wire.py" "$programs/genlog"
cd "$here/../../.."
GENLOG_SIGNATURES=$folder/cases.ndjson swift test --quiet --disable-xctest \
  -debug-info-format none --filter SignatureTests
