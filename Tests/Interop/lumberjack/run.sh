#!/usr/bin/env bash
# The Lumberjack protocol with programs of others: run.sh PROGRAMS WORK
#   PROGRAMS  the folder in which genlog and lumberjack-double were built
#   WORK      a folder for virtual environments
set -euo pipefail
programs=$1
work=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
venv=$work/lumberjack
[[ -x $venv/bin/pip ]] || python3 -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check 'pylogbeat==2.*'
"$venv/bin/python" "$here/client.py" "$programs/lumberjack-double"
"$venv/bin/python" "$here/server.py" "$programs/genlog" "$here/../../../samples"
