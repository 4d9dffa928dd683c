#!/usr/bin/env bash
# The official clients against our double: run.sh PROGRAMS WORK
#   PROGRAMS  the folder in which elasticsearch-double was built
#   WORK      a folder for virtual environments
set -euo pipefail
programs=$1
work=$2
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

# check CLIENT REQUIREMENT SERVER...
check() {
  local venv=$work/$1 requirement=$2
  shift 2
  [[ -x $venv/bin/pip ]] || python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet --disable-pip-version-check "$requirement"
  for server in "$@"; do
    "$venv/bin/python" "$here/check.py" "$programs/elasticsearch-double" "$server"
  done
}

check elasticsearch-7 'elasticsearch==7.17.*' 7.17 8 opensearch-2
check elasticsearch-8 'elasticsearch==8.*' 8 8.11 9 serverless opensearch-2
check elasticsearch-9 'elasticsearch==9.*' 9 serverless 8 opensearch-2
check opensearch 'opensearch-py' opensearch-1 opensearch-2 opensearch-3
