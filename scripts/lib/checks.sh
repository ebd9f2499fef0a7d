# shellcheck shell=bash
# The steps of make test.

apply_migrations() {
  local file
  for file in "$ROOT"/migrations/*.sql; do
    echo "$file"
    PGOPTIONS='-c client_min_messages=warning' "$PG_BIN/psql" -X -q -1 -v ON_ERROR_STOP=1 -f "$file" "$DATABASE_URL" || return 1
  done
}

format_is_right() { cargo fmt --all --check -- --color never; }

lint_scripts() {
  # shellcheck disable=SC2046 # file names of this repository have no spaces
  shellcheck -x .ci/run $(grep -rlE '^#!/usr/bin/env bash|^# shellcheck shell=bash' scripts)
}

# Builds tests and programs together: apart, they would ask for other features of the same crates and build those twice. RUSTC is
# clippy here (see scripts/test), which finds what is wrong while it compiles.
build_all() { cargo build --workspace --all-targets --quiet; }

# Once; and not at all for steps that need only the programs, where BIN_DIR has them.
built() {
  [ "$BUILT" != yes ] || return 0
  check build build_all || return 1
  BUILT=yes
}
programs_built() {
  [ -z "$BIN_DIR" ] || return 0
  built || return 1
  BIN_DIR=$(target_dir)/debug
}

test_rust() {
  local status=0 counts
  built || return 1
  await_beside
  if cargo nextest --version >/dev/null 2>&1; then
    logged rust timeout --foreground -k 30 2400 cargo nextest run --workspace --bins --tests --no-fail-fast --color never \
      --success-output immediate --failure-output final --status-level fail --final-status-level fail || status=1
    read -r -a counts <<<"$(nextest_counts "$LOGS/rust.log")"
  else
    logged rust timeout --foreground -k 30 2400 cargo test --workspace --bins --tests --no-fail-fast -- --show-output || status=1
    read -r -a counts <<<"$(cargo_test_counts "$LOGS/rust.log")"
  fi
  count_rust rust "$LOGS/rust.log" $status "${counts[@]}"
}

# What must not compile.
nothing_is_left_out() {
  built || return 1
  check omissions scripts/tests/omissions
}

test_docs() {
  local status=0 counts
  logged doc cargo test --workspace --doc --no-fail-fast || status=1
  read -r -a counts <<<"$(cargo_test_counts "$LOGS/doc.log")"
  count_rust doc "$LOGS/doc.log" $status "${counts[@]}"
}

# Installs the packages of end2end unless those of this lock file are there.
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

packages_are_here() { in_end2end install_packages; }
types_are_right() { in_end2end node_modules/.bin/tsc --noEmit; }

# journeys | screenshots: drives the browser against the portals of the worlds, a worker for each.
in_browser() {
  local arguments=()
  [ "$1" = journeys ] || arguments=(--config screenshots.config.ts)
  (cd "$ROOT/end2end" && BASE_URL=$(portal_urls) CONTROL_URL=$(control_urls) CHROMIUM=$(find_chromium) REPORT=$WORK/browser.json \
    timeout --foreground -k 30 2400 node_modules/.bin/playwright test "${arguments[@]}")
}

test_browser() {
  local status=0
  await_beside
  passed_beside packages || return 1
  programs_built || return 1
  choose_worlds "$(workers)"
  check demo open_worlds || return 1
  logged browser in_browser journeys || status=1
  close_worlds
  count_playwright "$WORK/browser.json" $status
}

# What must not happen with two servers, stalled processes and a late registry, over running programs of their own.
in_stories() {
  (cd "$ROOT/end2end" && BIN_DIR=$BIN_DIR REPORT=$WORK/stories.json \
    timeout --foreground -k 30 1200 node_modules/.bin/playwright test --config stories.config.ts)
}

test_stories() {
  local status=0
  await_beside
  passed_beside packages || return 1
  programs_built || return 1
  logged stories in_stories || status=1
  count_playwright "$WORK/stories.json" $status
}

# REPORT FAILED-STEP: counts what Playwright reports; a step that failed without a failed test counts as one failure.
count_playwright() {
  local counts=(0 1 0)
  if [ -s "$1" ]; then
    read -r -a counts <<<"$(playwright_counts "$1" 2>>"$WORK/skipped")"
    if [ "$2" -ne 0 ] && [ "${counts[1]}" -eq 0 ]; then counts[1]=1; fi
  fi
  report "${counts[@]}"
}

# Crates and their modules stand on each other as ARCHITECTURE.md says.
no_circles() { node scripts/tests/circles.mjs; }

# The journal and everything behind it stand without an HTTP server.
registry_without_http() {
  local tree
  tree=$(cargo tree -p registry -e normal,build,dev) || return 1
  ! grep -wE 'axum|hyper|tower-http' <<<"$tree"
}

in_end2end() (
  cd "$ROOT/end2end" && "$@"
)

# Longer files are harder to read: named, not failed. A file may be gone that git still knows.
long_files() {
  git ls-files -- '*.rs' '*.ts' | { xargs -r wc -l 2>/dev/null || true; } | awk '$2 != "total" && $1 > 450 { print "long file: " $2 " (" $1 " lines)" }'
}
