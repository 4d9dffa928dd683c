#!/usr/bin/env bash
# Holds `genlog alert run --compat elastalert` against ElastAlert's own rule classes: run.sh PROGRAMS WORK
#   PROGRAMS  the folder in which genlog was built
#   WORK      a folder for what is installed, and the cases
#   CASES     how many random rules with their streams (1100)
#   SEED      which ones (the time)
#   TYPES     the rule types (all that ElastAlert has, but spike_aggregation)
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd) programs=$1 folder=$2/elastalert
count=${CASES:-1100} seed=${SEED:-$(date +%s)}
mkdir -p "$folder"
if [[ ! -x $folder/venv/bin/python3 ]]; then python3 -m venv "$folder/venv"; fi
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check -r "$here/requirements.txt"
rm -rf "$folder/cases"
# shellcheck disable=SC2086
"$folder/venv/bin/python3" "$here/generate.py" "$folder/cases" "$count" "$seed" ${TYPES:-}
echo "elastalert: $count streams, SEED=$seed"
"$folder/venv/bin/python3" "$here/compare.py" "$programs/genlog" "$folder/cases"
