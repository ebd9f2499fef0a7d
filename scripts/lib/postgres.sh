# shellcheck shell=bash
# A private PostgreSQL server: its own data, reached by a socket in a directory only its user may enter.
#
# pg_start DIR [setting=value ...] starts it and sets:
#   PG_SOCKET, PG_PORT   where it listens (no TCP);
#   pg_url ROLE DATABASE prints the URL for it.
# PostgreSQL refuses to run as root, so root starts it as another user (`postgres`, else `nobody`).

PG_PORT=5432
PG_DIR='' PG_DATA='' PG_SOCKET='' PG_BIN=''

pg_account() {
  is_root || { id -un && return; }
  if id postgres >/dev/null 2>&1; then echo postgres; else echo nobody; fi
}

as_pg() {
  if is_root; then
    (cd / && exec setpriv --reuid="$(pg_account)" --regid="$(id -g "$(pg_account)")" --init-groups \
      env HOME=/ "$@") 9>&-
  else
    (cd / && exec "$@") 9>&-
  fi
}

# Sets PG_BIN: the version that made the data, else the newest installed.
pg_find_bin() {
  local version='' dir
  if [ -n "${PG_BIN_DIR:-}" ]; then
    PG_BIN=$PG_BIN_DIR
    return
  fi
  [ ! -s "$PG_DATA/PG_VERSION" ] || version=$(cat "$PG_DATA/PG_VERSION")
  PG_BIN=
  while read -r dir; do
    [ -x "$dir/initdb" ] && PG_BIN=$dir
  done < <(compgen -G "/usr/lib/postgresql/${version:-*}/bin" | sort -V)
  if [ -z "$PG_BIN" ] && [ -z "$version" ] && have initdb; then
    PG_BIN=$(dirname "$(readlink -f "$(command -v initdb)")")
  fi
  [ -n "$PG_BIN" ] || die "PostgreSQL ${version:-server programs} not found${version:+, which made $PG_DATA}"
}

# DIR OWNER: makes a directory outside the clone, and refuses one that somebody else made first.
private_dir() {
  local owner
  mkdir -m 700 "$1" 2>/dev/null || [ -d "$1" ] || die "cannot make $1"
  [ -L "$1" ] && die "$1 is a link: remove it"
  owner=$(stat -c %U "$1")
  case $owner in
  "$2") ;;
  "$(id -un)") chown "$2" "$1" ;;
  *) die "$1 belongs to $owner: run this as $owner, or remove it" ;;
  esac
  chmod 700 "$1"
}

# Sets PG_DIR and PG_DATA. A clone under a directory that PostgreSQL's user cannot enter keeps a link to /var/tmp.
pg_place() {
  local wanted=$1 outside
  outside=/var/tmp/birk-$(path_hash "$wanted")
  mkdir -p "$(dirname "$wanted")"
  if [ -L "$wanted" ]; then
    outside=$(readlink "$wanted")
    private_dir "$outside" "$(pg_account)"
  elif [ ! -d "$wanted" ] && ! as_pg test -x "$(dirname "$wanted")"; then
    private_dir "$outside" "$(pg_account)"
    ln -s "$outside" "$wanted"
  else
    private_dir "$wanted" "$(pg_account)"
  fi
  PG_DIR=$(readlink -f "$wanted")
  PG_DATA=$PG_DIR/data
}

# Sets PG_SOCKET. A socket's path may have 107 bytes, and URLs and settings want plain characters.
pg_place_socket() {
  PG_SOCKET=$PG_DIR/socket
  if [ ${#PG_SOCKET} -gt 80 ] || [[ $PG_SOCKET == *[!A-Za-z0-9/._-]* ]]; then
    PG_SOCKET=/tmp/birk-$(path_hash "$PG_DIR")
  fi
  private_dir "$PG_SOCKET" "$(pg_account)"
}

# Prints the process that runs on the data, if one does. PostgreSQL's working directory is its data directory, which tells
# it from a stranger that got the number of a server killed earlier.
pg_pid() {
  local pid
  [ -s "$PG_DATA/postmaster.pid" ] && read -r pid <"$PG_DATA/postmaster.pid" || return 1
  [ "$(readlink "/proc/$pid/cwd" 2>/dev/null)" = "$PG_DATA" ] && printf '%s\n' "$pid"
}

pg_start() {
  local place=$1 setting output
  shift
  pg_place "$place"
  pg_find_bin
  pg_place_socket
  if [ ! -e "$PG_DIR/complete" ]; then # also after an initdb that was cut short
    rm -rf "$PG_DATA"
    output=$(as_pg "$PG_BIN/initdb" -D "$PG_DATA" -U postgres -A trust -E UTF8 --locale=C.UTF-8 2>&1) ||
      die "initdb failed: $output"
    printf "include 'birk.conf'\n" >>"$PG_DATA/postgresql.conf"
    touch "$PG_DIR/complete"
  fi
  pg_stop
  rm -f "$PG_DATA/postmaster.pid"
  {
    printf "listen_addresses = ''\nport = %s\n" "$PG_PORT"
    printf "unix_socket_directories = '%s'\n" "$PG_SOCKET"
    printf "max_connections = 200\ntimezone = 'UTC'\nlog_timezone = 'UTC'\n"
    for setting in "$@"; do printf '%s\n' "$setting"; done
  } >"$PG_DATA/birk.conf"
  chown "$(pg_account)" "$PG_DATA/birk.conf"
  as_pg "$PG_BIN/pg_ctl" -D "$PG_DATA" -l "$PG_DIR/log" -w -t 60 -s start ||
    die "PostgreSQL does not start: $(tail -n 5 "$PG_DIR/log")"
}

pg_stop() {
  local mode
  [ -n "$PG_DATA" ] || return 0
  for mode in fast immediate; do
    pg_pid >/dev/null || return 0
    as_pg "$PG_BIN/pg_ctl" -D "$PG_DATA" -m "$mode" -w -t 30 -s stop || true
  done
}

# Runs psql as the superuser: pg_sql DATABASE [ARGUMENT...]
pg_sql() {
  local database=$1
  shift
  "$PG_BIN/psql" -X -q -v ON_ERROR_STOP=1 -h "$PG_SOCKET" -p "$PG_PORT" -U postgres -d "$database" "$@"
}

pg_url() { printf 'postgres://%s@localhost/%s?host=%s&port=%s\n' "$1" "$2" "$PG_SOCKET" "$PG_PORT"; }

# birk_owner owns and migrates, birk_app serves: neither may look past row-level security.
pg_roles() {
  pg_sql postgres <<'SQL'
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['birk_owner', 'birk_app'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) THEN
      EXECUTE format('CREATE ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS', name);
    END IF;
  END LOOP;
END $$;
SQL
}

# NAME: makes the database for birk_owner unless it is there. Only birk_owner creates in its public schema.
pg_database() {
  [ -z "$(pg_sql postgres -At -c "SELECT 1 FROM pg_database WHERE datname = '$1'")" ] || return 0
  pg_sql postgres -c "CREATE DATABASE $1 OWNER birk_owner"
  pg_sql "$1" -c 'ALTER SCHEMA public OWNER TO birk_owner' -c 'REVOKE CREATE ON SCHEMA public FROM PUBLIC'
}
