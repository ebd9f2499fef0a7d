# shellcheck shell=bash
# Messages, paths and small tools shared by every script. Source it first; it turns on strict mode.

set -Eeuo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
export ROOT

say() { printf '%s\n' "$*"; }
note() { printf '  %s\n' "$*"; }
warn() { printf 'warning: %s\n' "$*" >&2; }
die() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" -eq 0 ]; }

# A short name for a path, for directories outside the clone.
path_hash() { printf '%s' "$1" | sha256sum | cut -c1-10; }

# Rust is found where rustup puts it even when the shell's profile was not read.
find_cargo() {
  have cargo && return 0
  if [ -x "${CARGO_HOME:-$HOME/.cargo}/bin/cargo" ]; then
    PATH=${CARGO_HOME:-$HOME/.cargo}/bin:$PATH
    return 0
  fi
  return 1
}

# Where cargo puts its results, as cargo itself sees it (environment and configuration files included).
target_dir() {
  (cd "$ROOT" && cargo metadata --format-version 1 --no-deps --quiet) |
    sed -n 's/.*"target_directory":"\([^"]*\)".*/\1/p'
}

# True when something accepts connections on this port of the loopback address.
port_taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# PORT VARIABLE WHAT: ends the script with advice when the port is in use.
require_port() {
  port_taken "$1" || return 0
  die "port $1, for $3, is taken. Choose another: make run $2=$(($1 + 100))"
}

# Prints a port nobody listens on, below the range the kernel hands out by itself.
free_port() {
  local port tries
  for tries in {1..200}; do
    port=$((20000 + (RANDOM * 32768 + RANDOM) % 12000))
    port_taken "$port" || {
      printf '%s\n' "$port"
      return 0
    }
  done
  die "found no free port after $tries tries"
}

# PORT PATH: prints the HTTP status of a GET on the loopback address, or fails.
http_status() {
  (
    exec 3<>"/dev/tcp/127.0.0.1/$1" || exit 1
    printf 'GET %s HTTP/1.1\r\nHost: localhost:%s\r\nConnection: close\r\n\r\n' "$2" "$1" >&3
    IFS=' ' read -r -t 10 _ status _ <&3 || exit 1
    printf '%s\n' "$status"
  ) 2>/dev/null
}
