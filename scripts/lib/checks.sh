# shellcheck shell=bash
# The steps of make test.

apply_migrations() {
  local file
  for file in "$ROOT"/migrations/*.sql; do
    echo "$file"
    PGOPTIONS='-c client_min_messages=warning' "$PG_BIN/psql" -X -q -1 -v ON_ERROR_STOP=1 -f "$file" "$DATABASE_URL" || return 1
  done
}

lint_scripts() {
  # shellcheck disable=SC2046 # file names of this repository have no spaces
  shellcheck -x .ci/run $(grep -rlE '^#!/usr/bin/env bash|^# shellcheck shell=bash' scripts)
}

# DIR: clippy, which also writes what the database says about each query to DIR. A query is only looked at while its crate
# is compiled, so the crates that ask the database are made to look changed.
lint_and_collect() {
  mkdir -p "$1"
  touch_query_crates
  SQLX_OFFLINE_DIR=$1 cargo clippy --workspace --all-targets --quiet -- -D warnings
}
collect_queries() {
  mkdir -p "$1"
  touch_query_crates
  SQLX_OFFLINE_DIR=$1 cargo check --workspace --all-targets --quiet
}
touch_query_crates() {
  local crate file
  grep -rlE 'sqlx::query|query(_as|_scalar)?!' --include='*.rs' server sandbox crates | sed 's,/\(src\|tests\)/.*,,' | sort -u |
    while read -r crate; do
      for file in "$crate"/src/lib.rs "$crate"/src/main.rs "$crate"/src/bin/*.rs; do
        [ ! -e "$file" ] || touch "$file"
      done
    done
}

queries_are_fresh() {
  diff -rq "$1" .sqlx && return
  echo '.sqlx does not match the queries and the schema: run "make sqlx" and commit the result'
  return 1
}
replace_queries() {
  rm -rf .sqlx
  cp -r "$1" .sqlx
  say "$(find .sqlx -name '*.json' | wc -l) queries in .sqlx"
}

# Builds tests and binaries together: apart, they would ask for other features of the same crates and build those twice.
build_all() { cargo build --workspace --bins --tests --quiet && BUILT=yes; }

test_rust() {
  local status=0 counts
  [ "$BUILT" = yes ] || check build build_all || return 1
  if cargo nextest --version >/dev/null 2>&1; then
    logged rust timeout -k 30 2400 cargo nextest run --workspace --no-fail-fast --color never --success-output immediate \
      --failure-output final --status-level fail --final-status-level fail || status=1
    read -r -a counts <<<"$(nextest_counts "$LOGS/rust.log")"
  else
    logged rust timeout -k 30 2400 cargo test --workspace --tests --no-fail-fast -- --show-output || status=1
    read -r -a counts <<<"$(cargo_test_counts "$LOGS/rust.log")"
  fi
  count_rust rust "$LOGS/rust.log" $status "${counts[@]}"
}

test_docs() {
  local status=0 counts
  logged doc cargo test --workspace --doc --no-fail-fast || status=1
  read -r -a counts <<<"$(cargo_test_counts "$LOGS/doc.log")"
  count_rust doc "$LOGS/doc.log" $status "${counts[@]}"
}

# Installs the browser tests' packages unless those of this lock file are there.
install_packages() {
  local stamp
  stamp=$(sha256sum <package-lock.json)
  [ "$(cat node_modules/.installed 2>/dev/null)" != "$stamp" ] || return 0
  local try
  for try in 1 2 3; do
    if npm ci --no-audit --no-fund; then
      printf '%s\n' "$stamp" >node_modules/.installed
      return 0
    fi
    sleep $((try * 5))
  done
  return 1
}

# In a shell of its own: a server that does not start ends only this step.
start_for_browser() (
  unset "${!BIRK_TEST_@}"
  pg_database birk_browser || exit 1
  mkdir -p "$WORK/portal"
  portal_settings "$WORK/portal" birk_browser json
  export BIRK_POLL_SECONDS=1 # people wait for messages, tests should not
  start_sandbox "$WORK/portal"
  prepare_portal
  start_portal "$WORK/portal"
)

choose_ports() {
  BIN_DIR=$(target_dir)/debug
  PORT=$(free_port) SANDBOX_PORT=$(free_port) CONTROL_PORT=$(free_port)
  export BIN_DIR PORT SANDBOX_PORT CONTROL_PORT
}

# journeys | screenshots: drives the browser against the portal on PORT.
in_browser() {
  local arguments=()
  [ "$1" = journeys ] || arguments=(--config screenshots.config.ts)
  (cd "$ROOT/end2end" && BASE_URL=http://localhost:$PORT CONTROL_URL=http://127.0.0.1:$CONTROL_PORT \
    CHROMIUM=$(find_chromium) REPORT=$WORK/browser.json timeout -k 30 2400 node_modules/.bin/playwright test "${arguments[@]}")
}

test_browser() {
  local status=0 counts
  check packages in_end2end install_packages || return 1
  check types in_end2end node_modules/.bin/tsc --noEmit || true
  [ "$BUILT" = yes ] || check build build_all || return 1
  choose_ports
  check demo start_for_browser || return 1
  logged browser in_browser journeys || status=1
  stop portal
  stop sandbox
  if [ ! -s "$WORK/browser.json" ]; then
    count 0 1 0
    return 1
  fi
  read -r -a counts <<<"$(playwright_counts "$WORK/browser.json" 2>>"$WORK/skipped")"
  if [ $status -ne 0 ] && [ "${counts[1]}" -eq 0 ]; then counts[1]=1; fi
  report "${counts[@]}"
}
# What must not happen with two servers, stalled processes and a late registry, over running programs of their own.
in_stories() {
  (cd "$ROOT/end2end" && REPORT=$WORK/stories.json timeout -k 30 1200 \
    node_modules/.bin/playwright test --config stories.config.ts)
}

test_stories() {
  local status=0 counts
  in_end2end install_packages || return 1
  [ "$BUILT" = yes ] || check build build_all || return 1
  BIN_DIR=$(target_dir)/debug
  export BIN_DIR
  logged stories in_stories || status=1
  if [ ! -s "$WORK/stories.json" ]; then
    count 0 1 0
    return 1
  fi
  read -r -a counts <<<"$(playwright_counts "$WORK/stories.json" 2>>"$WORK/skipped")"
  if [ $status -ne 0 ] && [ "${counts[1]}" -eq 0 ]; then counts[1]=1; fi
  report "${counts[@]}"
}

# The journal and everything behind it stand without an HTTP server.
registry_without_http() {
  local tree
  tree=$(cargo tree -p registry -e normal,build,dev) || return 1
  ! grep -wE 'axum|hyper|tower-http' <<<"$tree"
}

in_end2end() (
  cd "$ROOT/end2end" && "$@"
)

# Longer files are harder to read: named, not failed.
long_files() {
  git ls-files -- '*.rs' '*.ts' | xargs -r wc -l | awk '$2 != "total" && $1 > 450 { print "long file: " $2 " (" $1 " lines)" }'
}
