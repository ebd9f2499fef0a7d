# shellcheck shell=bash
# Runs the steps of make test, keeps their output, and adds up what passed, failed and was skipped.
#
# A failing step does not stop the others. LOGS is the folder of their output; the skipped are named in WORK/skipped.
# Steps that need no build run beside the others, one after another; their lines come whole, between those of the others.

LOGS='' PASSED=0 FAILED=0 SKIPPED=0
# The process groups that run, by name; "SECONDS NAME" of each step that ended; "NAME COMMAND" of those beside that have no
# line yet; of these, whether they passed.
declare -A GROUPS_OF=() PASSED_BESIDE=()
TIMES=() BESIDE=() BEGIN=$SECONDS

# NAME COMMAND...: starts it with its output in a log, and in a process group of its own: Ctrl-C reaches only this script, which
# is not kept waiting by it and ends all in order.
launch() {
  local name=$1
  shift
  set -m
  (
    set +m
    "$@"
  ) >"$LOGS/$name.log" 2>&1 </dev/null &
  set +m
  GROUPS_OF[$name]=$!
}

# NAME: waits for its end, and gives its status.
await() {
  local group=${GROUPS_OF[$1]} status=0
  wait "$group" || status=$?
  kill -KILL -- "-$group" 2>/dev/null || true # what it left behind
  unset "GROUPS_OF[$1]"
  return $status
}

# Asks everything that runs to end, and insists after a while: tests take their servers down first.
end_steps() {
  local group deadline=$((SECONDS + 30))
  for group in "${GROUPS_OF[@]}"; do kill -TERM -- "-$group" 2>/dev/null || true; done
  for group in "${GROUPS_OF[@]}"; do
    while kill -0 -- "-$group" 2>/dev/null && [ $SECONDS -lt $deadline ]; do sleep 0.1; done
    kill -KILL -- "-$group" 2>/dev/null || true
  done
}

# NAME COMMAND...: runs it, and shows its log's end when it fails.
logged() {
  local name=$1 begin=$SECONDS status=0
  launch "$@"
  printf '%-14s ' "$name"
  await "$name" || status=$?
  tell "$name" $status $((SECONDS - begin))
  tell_beside
  return $status
}

# NAME STATUS SECONDS: the rest of a step's line.
tell() {
  TIMES+=("$3 $1")
  if [ "$2" -eq 0 ]; then
    say "ok      $3 s"
  else
    say "FAILED  $3 s"
    show_log "$LOGS/$1.log"
  fi
}

show_log() {
  local lines
  lines=$(wc -l <"$1")
  [ "$lines" -le 300 ] || say "  … the last 300 of $lines lines"
  tail -n 300 "$1" | sed 's/^/  | /'
}

# NAME COMMAND...: a check that counts as one test.
check() {
  if logged "$@"; then PASSED=$((PASSED + 1)); else
    FAILED=$((FAILED + 1))
    return 1
  fi
}

# NAME FUNCTION: the same for a check that needs no build. `start_beside` begins with those named so far.
beside() { BESIDE+=("$1 $2"); }
start_beside() { [ ${#BESIDE[@]} -eq 0 ] || launch beside run_beside; }
run_beside() {
  local step name status
  for step in "${BESIDE[@]}"; do
    name=${step% *} status=0 SECONDS=0
    "${step#* }" >"$LOGS/$name.log" 2>&1 || status=$?
    printf '%s %s\n' $status $SECONDS >"$LOGS/$name.ending"
    mv "$LOGS/$name.ending" "$LOGS/$name.ended"
  done
}

# The lines of those that ended since it was asked before.
tell_beside() {
  local name status seconds
  while [ ${#BESIDE[@]} -gt 0 ]; do
    name=${BESIDE[0]% *}
    [ -e "$LOGS/$name.ended" ] || return 0
    read -r status seconds <"$LOGS/$name.ended"
    BESIDE=("${BESIDE[@]:1}")
    printf '%-14s ' "$name"
    : >>"$LOGS/$name.log" # there is none where the step never began
    tell "$name" "$status" "$seconds"
    if [ "$status" -eq 0 ]; then
      PASSED=$((PASSED + 1)) PASSED_BESIDE[$name]=yes
    else
      FAILED=$((FAILED + 1))
    fi
  done
}

# NAME: whether it was run beside the others, and passed.
passed_beside() { [ -n "${PASSED_BESIDE[$1]:-}" ]; }

# Waits for those beside: what comes next measures time, or needs what they did.
await_beside() {
  local step
  [ -n "${GROUPS_OF[beside]:-}" ] || return 0
  await beside || true
  for step in "${BESIDE[@]}"; do [ -e "$LOGS/${step% *}.ended" ] || printf '1 0\n' >"$LOGS/${step% *}.ended"; done
  tell_beside
}

# How long everything took, and what took longest.
sum_up_times() {
  local longest
  [ ${#TIMES[@]} -gt 0 ] || return 0
  longest=$(printf '%s\n' "${TIMES[@]}" | sort -rn | head -n 3 | sed -E 's/^([0-9]+) (.*)$/\2 \1 s/' | paste -sd, | sed 's/,/, /g')
  say "Took $((SECONDS - BEGIN)) s, longest: $longest"
}

# PASSED FAILED SKIPPED: adds a runner's own counts.
count() {
  PASSED=$((PASSED + $1)) FAILED=$((FAILED + $2)) SKIPPED=$((SKIPPED + $3))
}
report() {
  count "$@"
  say "               $1 passed, $2 failed, $3 skipped"
}

# LOG: prints, once each, what tests said about being skipped.
said_skipped() { sed -n 's/^[[:space:]]*\(SKIPPED .*\)$/\1/p' "$1" | sort -u; }

# NAME LOG FAILED-STEP PASSED FAILED IGNORED: counts Rust tests. A test that says SKIPPED passed for its runner, but checked
# nothing; a step that failed without a failed test (it did not compile, say) counts as one failure.
count_rust() {
  local said skips passed=$4 failed=$5
  said=$(said_skipped "$2")
  skips=$(printf '%s' "$said" | grep -c '^' || true)
  [ -z "$said" ] || say "$said" >>"$WORK/skipped"
  [ "$6" -eq 0 ] || say "SKIPPED $1: $6 tests are marked to be ignored" >>"$WORK/skipped"
  if [ "$3" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  if [ "$skips" -gt "$passed" ]; then skips=$passed; fi
  report $((passed - skips)) "$failed" $((skips + $6))
}

# LOG: prints "passed failed ignored" of cargo test's result lines.
cargo_test_counts() {
  awk '/^test result: /{ for (i = 1; i < NF; i++) {
      if ($(i+1) ~ /^passed/) p += $i; if ($(i+1) ~ /^failed/) f += $i; if ($(i+1) ~ /^ignored/) s += $i } }
    END { print p+0, f+0, s+0 }' "$1"
}

# LOG: prints the same of nextest's summary line; tests that ran out of time or were not run count as failed.
nextest_counts() {
  awk '/^ *Summary \[/ {
      p = f = s = r = t = 0
      for (i = 1; i < NF; i++) {
        if ($(i+1) ~ /^tests?$/) { split($i, n, "/"); t = n[n[2] ? 2 : 1] }
        if ($(i+1) ~ /^passed/) p = $i; if ($(i+1) ~ /^skipped/) s = $i
      } }
    END { print p+0, t-p, s+0 }' "$1"
}

# REPORT: prints "passed failed skipped" of Playwright's JSON report, and names what was skipped on the error output.
playwright_counts() {
  # shellcheck disable=SC2016 # JavaScript, not shell
  node -e '
    const report = JSON.parse(require("fs").readFileSync(process.argv[1], "utf8"));
    const named = (suite, path) => {
      const here = suite.title ? [...path, suite.title] : path;
      for (const spec of suite.specs ?? []) for (const test of spec.tests) if (test.status === "skipped") {
        const why = test.annotations.find((a) => a.type === "skip" || a.type === "fixme")?.description ?? "no reason given";
        console.error(`SKIPPED ${[test.projectName, ...here, spec.title].join(" > ")}: ${why}`);
      }
      for (const inner of suite.suites ?? []) named(inner, here);
    };
    for (const suite of report.suites) named(suite, []);
    const { expected, unexpected, flaky, skipped } = report.stats;
    console.log(expected + flaky, unexpected + report.errors.length, skipped);' "$1"
}
