# shellcheck shell=bash
# Worlds for the browser tests: each worker has a portal, a sandbox and a database to itself, with a clock and a registry that
# nobody else moves. World N has the folder WORK/world/N and the database birk_browser_N.

# Three for each world: of the portal, the sandbox, and its control page.
WORLD_PORTS=()

# How many browser tests run at a time: WORKERS, else as many as there are processors, at least 2 and at most 4.
workers() {
  local count
  count=$(nproc)
  if [ "$count" -lt 2 ]; then count=2; elif [ "$count" -gt 4 ]; then count=4; fi
  printf '%s\n' "${WORKERS:-$count}"
}

# COUNT: chooses the ports of so many worlds.
choose_worlds() {
  local port
  WORLD_PORTS=()
  while [ ${#WORLD_PORTS[@]} -lt $(($1 * 3)) ]; do
    port=$(free_port)
    [[ " ${WORLD_PORTS[*]} " == *" $port "* ]] || WORLD_PORTS+=("$port")
  done
}

worlds() { seq 0 $((${#WORLD_PORTS[@]} / 3 - 1)); }
portal_urls() { local n; for n in $(worlds); do printf 'http://localhost:%s ' "${WORLD_PORTS[n * 3]}"; done; }
control_urls() { local n; for n in $(worlds); do printf 'http://127.0.0.1:%s ' "${WORLD_PORTS[n * 3 + 2]}"; done; }

# N COMMAND...: with the world's folder and database as last arguments, in a shell of its own: a server that does not start ends
# only this, and no world's settings reach another.
in_world() (
  local n=$1
  shift
  export PORT=${WORLD_PORTS[n * 3]} SANDBOX_PORT=${WORLD_PORTS[n * 3 + 1]} CONTROL_PORT=${WORLD_PORTS[n * 3 + 2]}
  export PIDS=$WORK/world/$n/pids
  "$@" "$WORK/world/$n" "birk_browser_$n"
)

# DIR DATABASE
open_world() {
  unset "${!BIRK_TEST_@}"
  pg_database "$2" || exit 1
  mkdir -p "$1"
  portal_settings "$1" "$2" json
  export BIRK_POLL_SECONDS=1 # people wait for messages, tests should not
  start_sandbox "$1"
  prepare_portal
  start_portal "$1"
}
close_world() {
  stop portal
  stop sandbox
}

# All of them side by side.
open_worlds() {
  local n opening=() status=0
  for n in $(worlds); do
    in_world "$n" open_world >"$LOGS/world-$n.log" 2>&1 &
    opening+=($!)
  done
  for n in "${!opening[@]}"; do
    wait "${opening[n]}" && continue
    status=1
    say "world $n:"
    cat "$LOGS/world-$n.log"
  done
  return $status
}
close_worlds() {
  local n
  for n in $(worlds); do in_world "$n" close_world & done
  wait
}
