#!/bin/sh
# Checks the formal model of the protocol with Spin: every property in every configuration, exhaustively; and that each faulty
# variant is found out, by the property that it breaks. What it means: README.md in this folder.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$here/target
seconds=900
megabytes=1000

usage() {
  cat <<'END'
Usage: ./govchain model [--list] [NAME ...]
Checks the formal model of the protocol (formal/README.md): each configuration must hold, each faulty variant must be found out.
Takes about a minute. Needs spin and a C compiler; as root on Debian or Ubuntu it installs them.
  --list     names of configurations and variants, with what is expected of them
  NAME ...   only these
Example: ./govchain model lost-disk FORGET_JOURNAL
Exit codes: 0 as expected (or skipped because a tool is missing, which it says), 1 not as expected, 2 usage.
END
}

# name, what is expected (holds, or the property that breaks), definitions; the longest first
checks() {
  sed 's/#.*//; /^ *$/d' <<'END'
termination           holds                    ENDS CALM CRASHES=1
lost-disk             holds                    DISK_LOSS CALM MOST_ATTEMPTS=1
termination-lying-peer holds                   ENDS CALM CRASHES=0 LIAR=1
crash-and-restart     holds
lying-peer            holds                    CALM LIAR=1
lying-initiator       holds                    CALM LIAR=0
ABORT_ONCE            transaction_ends         ABORT_ONCE ENDS CALM CRASHES=1 LIAR=1
NO_DEADLINE           transaction_ends         NO_DEADLINE ENDS CALM CRASHES=1
NO_ESCALATION         transaction_ends         NO_ESCALATION ENDS CALM CRASHES=1
FORGET_JOURNAL        compensated_is_true      FORGET_JOURNAL CALM CRASHES=1
PERSIST_LATE          compensated_is_true      PERSIST_LATE CALM CRASHES=1 LIAR=1
TIMEOUT_IS_FAILURE    compensated_is_true      TIMEOUT_IS_FAILURE CALM
VERIFY_NOTHING        settled_is_true          VERIFY_NOTHING CALM LIAR=1
SETTLE_UNVERIFIED     settled_is_true          SETTLE_UNVERIFIED CALM
COMPENSATE_TWICE      at_most_once             COMPENSATE_TWICE CALM LIAR=1
NEW_NONCE             at_most_once             NEW_NONCE CALM
EXECUTE_BEFORE_OPEN   intent_before_effect     EXECUTE_BEFORE_OPEN CALM
BROADCAST_BEFORE_DISK intent_before_effect     BROADCAST_BEFORE_DISK CALM
LEAVE_FINAL           finals_are_final         LEAVE_FINAL CALM
UNDO_IN_ANY_ORDER     undone_in_reverse_order  UNDO_IN_ANY_ORDER CALM
END
}

have_tools() { command -v spin >/dev/null 2>&1 && command -v cc >/dev/null 2>&1; }

install_tools() {
  [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1 || return 0
  echo "model: installing spin and a C compiler (apt-get)"
  export DEBIAN_FRONTEND=noninteractive
  timeout 120 apt-get update -q >"$work/apt.log" 2>&1 || true
  timeout 300 apt-get install -y -q --no-install-recommends spin gcc libc6-dev >>"$work/apt.log" 2>&1 </dev/null || tail -n 3 "$work/apt.log"
}

require_tools() {
  have_tools || install_tools
  have_tools && return 0
  echo "model: SKIPPED, the formal model was not checked. It needs spin and a C compiler (cc); for example: apt-get install spin gcc libc6-dev"
  exit 0
}

# Builds the checker for one row of the table, runs it and compares.
one() {
  name=$1 expected=$2
  shift 2
  dir=$work/$name
  rm -rf "$dir"
  mkdir -p "$dir"
  cd "$dir"
  for each in "$@"; do
    set -- "$@" "-D$each"
    shift
  done
  case " $* " in
    *" -DENDS "*) build= run=-a ;;
    *) build="-DSAFETY -DNOCLAIM" run= ;;
  esac
  # The shortest way to what is wrong is found breadth first, and does not need an optimised checker.
  case "$expected" in
    holds) build="$build -O2" ;;
    transaction_ends) build="$build -O1" ;;
    *) build="$build -O0 -DBFS" ;;
  esac
  started=$(date +%s)
  # shellcheck disable=SC2086 # lists of options
  {
    spin -P"cc -E -x c" -a "$@" "$here/model/transaction.pml" && cc -w $build -DMEMLIM=$megabytes -DVECTORSZ=1024 -o pan pan.c
  } >build.log 2>&1 || { cat build.log; echo "model: $name could not be built"; return 1; }
  # shellcheck disable=SC2086
  timeout $seconds ./pan -m100000 $run >pan.log 2>&1 || true
  found=$(verdict)
  states=$(sed -n 's/^ *\([0-9]*\) states, stored.*/\1/p' pan.log)
  printf 'model: %-22s %-24s %9s states %3s s\n' "$name" "$found" "${states:-?}" "$(($(date +%s) - started))"
  [ "$found" = "$expected" ] && return 0
  echo "model: $name: expected $expected, found $found. See it: cd $dir && spin -k transaction.pml.trail -t -p -g $* ../../model/transaction.pml"
  return 1
}

# "holds" only of a search that was complete.
verdict() {
  if grep -q 'acceptance cycle (at' pan.log; then
    echo transaction_ends
  elif grep -q 'assertion violated' pan.log; then
    sed -n 's/.*assertion violated \([a-z_]*\).*/\1/p' pan.log | head -n 1
  elif grep -q 'errors: 0' pan.log && ! grep -q 'not completed\|too small\|max search depth\|out of memory' pan.log; then
    echo holds
  else
    echo incomplete
  fi
}

case "${1:-}" in
  -h | --help) usage; exit 0 ;;
  --list) checks; exit 0 ;;
  --one)
    shift
    one "$@"
    exit $?
    ;;
  -*) echo "model: unknown option $1" >&2; usage >&2; exit 2 ;;
esac

chosen=$(checks)
if [ $# -gt 0 ]; then
  chosen=
  for each in "$@"; do
    row=$(checks | grep "^$each ") || { echo "model: nothing is called $each; ./govchain model --list tells the names" >&2; exit 2; }
    chosen="$chosen$row
"
  done
fi
mkdir -p "$work"
require_tools
jobs=$( (nproc || echo 1) 2>/dev/null)
[ "$jobs" -le 2 ] || jobs=2
if printf '%s\n' "$chosen" | sed '/^$/d' | xargs -P "$jobs" -L 1 sh "$here/check.sh" --one; then
  echo "model: all as expected"
else
  echo "model: NOT as expected" >&2
  exit 1
fi
