# shellcheck shell=bash
# Runs the steps of make test, keeps their output, and adds up what passed, failed and was skipped.
#
# A failing step does not stop the others. LOGS is the folder of their output; the skipped are named in WORK/skipped.

LOGS='' PASSED=0 FAILED=0 SKIPPED=0

# NAME COMMAND...: runs it with its output in a log, and shows the log's end when it fails.
logged() {
  local name=$1 begin=$SECONDS log=$LOGS/$1.log
  shift
  printf '%-14s ' "$name"
  if "$@" >"$log" 2>&1 </dev/null; then
    say "ok      $((SECONDS - begin)) s"
  else
    say "FAILED  $((SECONDS - begin)) s"
    show_log "$log"
    return 1
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
