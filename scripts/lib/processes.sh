# shellcheck shell=bash
# Long-running programs that a script starts, finds again after it was killed, and stops. PIDS is where they are noted.

PIDS=''

# When the process started, which tells it from a later one with the same number.
started_at() { sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | cut -d' ' -f20; }

# NAME: prints the process noted under the name if it still runs.
running() {
  local pid start state
  [ -s "$PIDS/$1" ] && read -r pid start <"$PIDS/$1" || return 1
  state=$(sed 's/.*) //' "/proc/$pid/stat" 2>/dev/null | cut -c1) || return 1
  [ "$state" != Z ] && [ "$(started_at "$pid")" = "$start" ] && printf '%s\n' "$pid"
}

# NAME LOG COMMAND...: starts it in a session of its own, so that Ctrl-C reaches only the script, which stops all in order.
start() {
  local name=$1 log=$2
  shift 2
  mkdir -p "$PIDS" "$(dirname "$log")"
  [ ! -e "$log" ] || mv "$log" "$log.1"
  setsid "$@" >"$log" 2>&1 </dev/null 9>&- &
  printf '%s %s\n' "$!" "$(started_at $!)" >"$PIDS/$name"
}

# NAME [SECONDS]: asks it to end, and insists after a while.
stop() {
  local pid deadline=$((SECONDS + ${2:-20}))
  if pid=$(running "$1"); then
    kill -TERM "$pid" 2>/dev/null || true
    while running "$1" >/dev/null; do
      if [ $SECONDS -ge $deadline ]; then
        warn "$1 did not stop in ${2:-20} s and was killed"
        kill -KILL "$pid" 2>/dev/null || true
        sleep 0.2
        break
      fi
      sleep 0.1
    done
  fi
  rm -f "$PIDS/$1"
}

# NAME LOG PORT PATH SECONDS: waits until it answers 200, and shows its log if it ends or stays silent.
wait_ready() {
  local deadline=$((SECONDS + $5))
  until [ "$(http_status "$3" "$4")" = 200 ]; do
    if ! running "$1" >/dev/null; then
      tail -n 30 "$2" >&2
      die "$1 ended while starting; its log is above"
    fi
    if [ $SECONDS -ge $deadline ]; then
      tail -n 30 "$2" >&2
      die "$1 is not ready after $5 s; its log is above"
    fi
    sleep 0.1
  done
}
