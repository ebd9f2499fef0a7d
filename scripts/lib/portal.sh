# shellcheck shell=bash
# Starts the sandbox and the portal on PORT, SANDBOX_PORT and CONTROL_PORT with the binaries in BIN_DIR.

# DIR DATABASE LOG-FORMAT: sets the portal's environment, with a key made once and kept in DIR. A birk.toml of an
# installation that lies in the clone is not read; DIR/birk.toml may add to these settings.
portal_settings() {
  local key=$1/secret.key
  [ -s "$key" ] || (umask 077 && head -c 32 /dev/urandom | base64 >"$key")
  BIRK_DATABASE_URL=$(pg_url birk_app "$2")
  BIRK_OWNER_DATABASE_URL=$(pg_url birk_owner "$2")
  export BIRK_CONFIG=$1/birk.toml BIRK_DATABASE_URL BIRK_OWNER_DATABASE_URL
  export BIRK_SECRET_KEY_FILE=$key
  export BIRK_LISTEN=127.0.0.1:$PORT
  export BIRK_EPP_HOST=127.0.0.1 BIRK_EPP_PORT=$SANDBOX_PORT BIRK_EPP_SERVER_NAME=localhost
  export BIRK_EPP_CA_FILE=$1/sandbox/ca.pem
  export BIRK_ENVIRONMENT=sandbox BIRK_SANDBOX_CONTROL_URL=http://127.0.0.1:$CONTROL_PORT
  export BIRK_LOG=$3
}

start_sandbox() {
  local log=$1/log/sandbox.log
  start sandbox "$log" "$BIN_DIR/sandbox" serve \
    --listen "127.0.0.1:$SANDBOX_PORT" --control "127.0.0.1:$CONTROL_PORT" --state "$1/sandbox"
  wait_ready sandbox "$log" "$CONTROL_PORT" / 30
}

prepare_portal() {
  "$BIN_DIR/birk" migrate 9>&- || die "the database could not be migrated"
  "$BIN_DIR/birk" demo seed 9>&- || die "the demo could not be seeded"
}

start_portal() {
  local log=$1/log/portal.log
  start portal "$log" "$BIN_DIR/birk" serve
  wait_ready portal "$log" "$PORT" /readyz 30
}
