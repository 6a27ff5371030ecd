# What every script here shares: where things live, and how they speak. Sourced, never run.

set -euo pipefail
export LC_ALL=C.UTF-8   # a fresh machine has no other locale; tools warn about the missing one on every call

root=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
# An empty HOME happens in containers and cron jobs.
[ -n "${HOME:-}" ] || { HOME=$(getent passwd "$(id -u)" | cut -d: -f6); export HOME=${HOME:-/tmp}; }
export LESIONLENS_CACHE=${LESIONLENS_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/lesionlens}
logs=$LESIONLENS_CACHE/logs
jobs=$(nproc)
script=${0##*/}

say() { printf '[%s] %s\n' "$script" "$*"; }

# fail WHAT...: one sentence that says what is wrong and the way out.
fail() { printf '[%s] error: %s\n' "$script" "$*" >&2; exit 1; }

# seconds_since T: T is an $EPOCHREALTIME.
seconds_since() { awk -v a="$1" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.1f", b - a }'; }

# step NAME COMMAND...: runs the command, its output in a log; says how long it took, or where the log is.
step() {
  local name=$1 start=$EPOCHREALTIME log status=0
  shift
  mkdir -p "$logs"
  log=$logs/$(tr -cs 'a-zA-Z0-9.\n' '-' <<<"$name").log
  # Not `( ... ) || status=$?`: there, bash would ignore -e inside the command, and half a build would pass for one.
  set +e
  (set -e; "$@") >"$log" 2>&1
  status=$?
  set -e
  if [ "$status" != 0 ]; then
    tail -n 15 "$log" | sed 's/^/    /' >&2
    fail "\"$name\" failed (exit $status); the whole log is $log. When it is mended, run the same command again:" \
      "what is done is kept."
  fi
  printf '[%s] %-44s %7s s\n' "$script" "$name" "$(seconds_since "$start")"
}

# build_aside FOLDER FUNCTION: FUNCTION fills the empty folder $out, which becomes FOLDER only when all went well,
# so that an interrupted build never counts.
build_aside() {
  local folder=$1 out=$1.part
  shift
  rm -rf "$out"
  mkdir -p "$out"
  "$@"
  rm -rf "$folder"
  mv "$out" "$folder"
}

# recipe FILE...: a short name for the content of the files; a folder named by it was built by just these.
recipe() { sha256sum "$@" | cut -d " " -f 1 | sha256sum | cut -c1-10; }

# load_environment: PATH and the rest of what scripts/setup found or installed.
load_environment() {
  [ -f "$LESIONLENS_CACHE/env.sh" ] || fail "nothing is set up in $LESIONLENS_CACHE yet: run scripts/setup first."
  # shellcheck disable=SC1091
  . "$LESIONLENS_CACHE/env.sh"
}
