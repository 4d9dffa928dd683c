#!/usr/bin/env bash
# Runs fuzz targets one after another: run.sh PROGRAM FOLDER SAMPLES
#
# FUZZ_SECONDS  for each target (60)
# FUZZ_TARGETS  names of targets (all)
#
# FOLDER/NAME/corpus keeps the inputs that took new ways, for the next run; what a target did not
# survive is in FOLDER/NAME/crashes. Exit code 1 if there is any.
set -euo pipefail

program=$1 folder=$2 samples=$3
seconds=${FUZZ_SECONDS:-60}
targets=${FUZZ_TARGETS:-$("$program")}
# libFuzzer catches the signal of a trap; Swift's own backtrace would come before it.
export SWIFT_BACKTRACE=enable=no
# Swift keeps some pointers in forms that the search for leaks does not know.
export ASAN_OPTIONS=detect_leaks=0
failed=()

for name in $targets; do
  mkdir -p "$folder/$name/corpus" "$folder/$name/crashes"
  "$program" "$name" prepare "$folder/$name" "$samples"/*.log
  log=$folder/$name/log
  words=()
  if [[ -s $folder/$name/words ]]; then words=(-dict="$folder/$name/words"); fi
  if "$program" "$name" "${words[@]}" -artifact_prefix="$folder/$name/crashes/" \
    -max_total_time="$seconds" -max_len=4096 -timeout=20 -rss_limit_mb=2048 -print_final_stats=1 \
    "$folder/$name/corpus" "$folder/$name/seeds" > "$log" 2>&1
  then
    printf '%-10s %10s inputs, none that fails\n' "$name" \
      "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")"
    continue
  fi
  failed+=("$name")
  crash=$(sed -n 's/.*Test unit written to //p' "$log" | tail -n 1)
  printf '%-10s fails: %s\n' "$name" \
    "$(grep -m 1 -E 'Fatal error|ERROR|SUMMARY' "$log" || tail -n 1 "$log")"
  printf '  all of it: %s\n  again:     SWIFT_BACKTRACE=enable=no %s %s %s\n' \
    "$log" "$program" "$name" "$crash"
done

[[ ${#failed[@]} == 0 ]]
