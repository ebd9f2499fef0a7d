# shellcheck shell=bash
# What the database says about each query: collected while the crates compile, kept beside cargo's results for as long as nothing
# changes that it depends on, and compared with .sqlx.

FACTS_KEY=''

# The folders of the crates that ask the database.
query_crates() {
  local crates
  crates=$(compgen -G '*/Cargo.toml'; compgen -G 'crates/*/Cargo.toml')
  # shellcheck disable=SC2046,SC2086 # folders of this repository have no spaces
  grep -rlE 'sqlx::(query|migrate)|query(_[a-z_]+)?!' --include='*.rs' $(dirname $crates) | sed -E 's,/(src|tests|benches|examples)/.*,,' | sort -u
}

# Prints a word that changes with everything the facts depend on: schema, queries, versions, and how they are collected.
facts_key() {
  local crates
  crates=$(query_crates) || return 1
  {
    "$PG_BIN/postgres" --version
    # shellcheck disable=SC2086 # folders of this repository have no spaces
    find migrations Cargo.toml Cargo.lock scripts/lib/queries.sh $crates -type f \
      \( -name '*.rs' -o -name '*.sql' -o -name '*.toml' -o -name Cargo.lock -o -name '*.sh' \) -print0 |
      LC_ALL=C sort -z | xargs -0 sha256sum
  } | sha256sum | cut -c1-32
}

# Where the facts are kept that hold for FACTS_KEY. The key is taken before the migrations are applied: what changes while the
# facts are collected leads to another one.
facts_kept() { printf '%s/birk-queries/%s\n' "$(target_dir)" "$FACTS_KEY"; }

# DIR: builds everything, which lints it too, and writes the facts to DIR unless they are known. A query is only looked at while its
# crate is compiled. What is found has a place in the code, other warnings of cargo's have none.
lint_and_collect() {
  if facts_known "$1"; then build_all; else collecting "$1" build_all; fi || return 1
  ! grep -qE '^ *--> ' "$LOGS/lint.log"
}
collect_queries() { facts_known "$1" || collecting "$1" cargo check --workspace --all-targets --quiet; }

# DIR: copies the facts to DIR if they are known.
facts_known() {
  local kept
  [ -n "$FACTS_KEY" ] || return 1
  kept=$(facts_kept) || return 1
  [ -d "$kept" ] || return 1
  rm -rf "$1.part"
  cp -r "$kept" "$1.part" && mv "$1.part" "$1"
}

# DIR COMMAND...: compiles with it all crates that ask the database, and leaves the facts in DIR if that went well.
collecting() {
  local dir=$1
  shift
  rm -rf "$dir.part"
  mkdir -p "$dir.part"
  SQLX_OFFLINE_DIR=$dir.part looking_changed "$@" || return 1
  mv "$dir.part" "$dir"
  if [ -n "$FACTS_KEY" ] && [ "$FACTS_KEY" = "$(facts_key)" ]; then keep_facts "$dir" || true; fi
}

# DIR: keeps the facts, and forgets those of other days. Another clone may share the folder.
keep_facts() {
  local kept all
  kept=$(facts_kept) || return 1
  all=$(dirname "$kept")
  mkdir -p "$all"
  find "$all" -mindepth 1 -maxdepth 1 -mmin +2880 -exec rm -rf {} +
  cp -r "$1" "$kept.$$" && mv -T "$kept.$$" "$kept"
}

# COMMAND...: runs it while these crates look changed. Afterwards they look as old as before, so that no other build compiles
# them for nothing; a file that was written meanwhile stays new.
looking_changed() {
  local files file status=0 n=0 old=$WORK/touched
  mkdir -p "$old"
  mapfile -t files < <(targets_asking)
  for file in "${files[@]}"; do
    touch -r "$file" "$old/$n"
    touch "$file"
    touch -r "$file" "$old/$n.new"
    n=$((n + 1))
  done
  "$@" || status=$?
  n=0
  for file in "${files[@]}"; do
    if [ ! "$file" -nt "$old/$n.new" ] && [ ! "$file" -ot "$old/$n.new" ]; then touch -r "$old/$n" "$file"; fi
    n=$((n + 1))
  done
  return $status
}

# The file that each target of these crates begins with.
targets_asking() {
  local crate file
  query_crates | while read -r crate; do
    for file in "$crate"/src/{lib,main}.rs "$crate"/src/bin/{*,*/main}.rs "$crate"/{tests,benches,examples}/{*,*/main}.rs; do
      [ ! -f "$file" ] || printf '%s\n' "$file"
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
