# shellcheck shell=bash
# Finds what the commands need and installs what is missing: by apt-get as root, otherwise it says what to install.

# Prints the program that drives pages: CHROMIUM, or the first installed one.
find_chromium() {
  local name
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$name" ] && command -v "$name" 2>/dev/null && return 0
  done
  return 1
}

has_postgres() { [ -n "${PG_BIN_DIR:-}" ] || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || have initdb; }
has_fonts() { compgen -G '/usr/share/fonts/truetype/*/*.ttf' >/dev/null; }
has_node() { have node && have npm && [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 18 ]; }
has_compiler() { have cc && [ -e /usr/include/stdlib.h ]; }
has_net_epp() { perl -MNet::EPP::Simple -e 1 >/dev/null 2>&1; }

# WHAT: true when it is here. PACKAGES: what Debian and Ubuntu call it.
has() {
  case $1 in
  postgres) has_postgres ;;
  compiler) has_compiler ;;
  chromium) find_chromium >/dev/null ;;
  fonts) has_fonts ;;
  node) has_node ;;
  net-epp) has_net_epp ;;
  *) have "$1" ;;
  esac
}
packages() {
  case $1 in
  postgres) echo postgresql ;;
  compiler) echo gcc libc6-dev ;;
  chromium) echo chromium ;;
  fonts) echo fonts-dejavu-core fonts-liberation ;;
  node) echo nodejs npm ;;
  xmllint) echo libxml2-utils ;;
  flock) echo util-linux ;;
  net-epp) echo libnet-epp-perl ;;
  c++) echo g++ ;;
  *) echo "$1" ;;
  esac
}

apt_install() {
  local try output
  for try in 1 2 3; do
    output=$(
      exec </dev/null
      export DEBIAN_FRONTEND=noninteractive
      apt-get -qq -o DPkg::Lock::Timeout=120 update 2>&1 &&
        apt-get -qq -y -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 --no-install-recommends install "$@" 2>&1
    ) && return 0
    tail -n 5 <<<"$output" >&2
    warn "apt-get failed (try $try of 3)"
    sleep $((try * 5))
  done
  return 1
}

# WHAT...: makes sure that each is here, or ends the script saying exactly what to do.
require() {
  local what missing=() wanted=()
  for what in "$@"; do
    has "$what" && continue
    missing+=("$what")
    read -r -a names <<<"$(packages "$what")"
    wanted+=("${names[@]}")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if ! is_root || ! have apt-get; then
    warn "not installed: ${missing[*]}"
    die "install it, then try again:  sudo apt-get install -y ${wanted[*]}"
  fi
  say "Installing ${wanted[*]}"
  apt_install "${wanted[@]}" || die "apt-get could not install: ${wanted[*]}"
  for what in "${missing[@]}"; do
    has "$what" || die "$what is still missing after installing: $(packages "$what")"
  done
}

# WHAT: installs what some test can be skipped without, or says that it is missing.
prefer() {
  local names
  has "$1" && return 0
  read -r -a names <<<"$(packages "$1")"
  if is_root && have apt-get; then
    say "Installing ${names[*]}"
    apt_install "${names[@]}" || true
  fi
  has "$1" || note "not installed: $1 (${names[*]}); its tests are skipped"
}

require_rust() {
  local wanted found
  find_cargo || die "Rust is missing. Install it from https://rustup.rs (stable), then try again"
  wanted=$(sed -n 's/^rust-version = "\([0-9.]*\)".*/\1/p' "$ROOT/Cargo.toml")
  found=$(rustc --version | cut -d' ' -f2)
  [ "$(printf '%s\n%s\n' "$wanted" "$found" | sort -V | head -n1)" = "$wanted" ] ||
    die "Rust $wanted or newer is needed, this is $found: rustup update stable"
}
