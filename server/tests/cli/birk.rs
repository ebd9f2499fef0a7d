//! Runs the real binary.

use std::io::Write;
use std::process::{Command, Stdio};

use sqlx::{PgPool, Row};

use registry::testing::TestDb;

/// 32 bytes in base64.
pub const KEY: &str = "YmlyayB0ZXN0cyBzZWFsIHdpdGggdGhpcyBrZXkhISE=";
pub const OTHER_KEY: &str = "YW5vdGhlciBrZXksIHNlYWxzIG5vdGhpbmcgaGVyZSE=";

/// The binary with a configuration.
pub struct Birk {
    settings: Vec<(&'static str, String)>,
}

/// What a command printed, and its exit status.
#[derive(Debug)]
pub struct Ran {
    pub status: i32,
    pub out: String,
    pub err: String,
}

impl Birk {
    pub fn new(db: &TestDb) -> Self {
        let settings = [
            ("BIRK_DATABASE_URL", db.url("birk_app")),
            ("BIRK_OWNER_DATABASE_URL", db.url("birk_owner")),
            ("BIRK_SECRET_KEY", KEY.to_owned()),
            ("BIRK_EPP_HOST", "127.0.0.1".to_owned()),
            // Nobody listens there: it is in no range that ports are taken from.
            ("BIRK_EPP_PORT", "9".to_owned()),
            ("BIRK_ENVIRONMENT", "sandbox".to_owned()),
        ];
        Self { settings: settings.to_vec() }
    }

    /// The same with one more setting, or another value for one.
    pub fn with(&self, key: &'static str, value: impl Into<String>) -> Self {
        let mut settings = self.settings.clone();
        settings.retain(|(known, _)| *known != key);
        settings.push((key, value.into()));
        Self { settings }
    }

    /// Runs a command line with `input` on standard input. Words are parted by spaces, except within 'single quotes'.
    pub async fn run_with(&self, line: &str, input: &str) -> Ran {
        self.start(line, input, Stdio::piped()).await
    }

    /// Runs a command whose output nobody reads any more.
    pub async fn run_unread(&self, line: &str) -> Ran {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        self.start(line, "", writer.into()).await
    }

    async fn start(&self, line: &str, input: &str, stdout: Stdio) -> Ran {
        let parts = line.split('\'').enumerate();
        let words = parts.flat_map(|(index, part)| if index % 2 == 1 { vec![part] } else { part.split(' ').collect() });
        let mut command = Command::new(env!("CARGO_BIN_EXE_birk"));
        command
            .args(words.filter(|word| !word.is_empty()))
            .env_clear()
            .envs(self.settings.iter().map(|(key, value)| (*key, value.as_str())));
        command.current_dir(std::env::temp_dir());
        let input = input.to_owned();
        tokio::task::spawn_blocking(move || finish(command, &input, stdout)).await.unwrap()
    }

    pub async fn run(&self, line: &str) -> Ran {
        self.run_with(line, "").await
    }

    /// Runs a command that must succeed, and gives what it printed.
    pub async fn done(&self, line: &str) -> String {
        let ran = self.run(line).await;
        assert_eq!(ran.status, 0, "{line}: {ran:?}");
        ran.out
    }
}

fn finish(mut command: Command, input: &str, stdout: Stdio) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(stdout).stderr(Stdio::piped()).spawn().unwrap();
    // A command that reads nothing may be gone by now.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

impl Ran {
    #[track_caller]
    pub fn fails(&self, status: i32, says: &str) {
        assert_eq!(self.status, status, "{self:?}");
        assert!(self.err.contains(says), "{self:?}");
        assert_eq!(self.out, "", "errors stand on standard error");
    }
}

/// A database with the account REG-200001.
pub async fn with_account() -> (TestDb, Birk) {
    let db = TestDb::new().await;
    let birk = Birk::new(&db);
    let create = "account create --handle REG-200001 --name 'Prøve ApS' --country DK --epp-user EPP-200001";
    let created = birk.run_with(create, "Sandbox-200001\n").await;
    assert_eq!(created.status, 0, "{created:?}");
    (db, birk)
}

/// The audit log, as `actor action object` in the order of writing.
pub async fn audit(pool: &PgPool) -> Vec<String> {
    let lines =
        "select actor || ' ' || action || ' ' || object from audit_line where outcome = 'done' order by line_id";
    sqlx::query_scalar(lines).fetch_all(pool).await.unwrap()
}

/// A portal user's password hash, and since when it holds.
pub async fn password_of(pool: &PgPool, email: &str) -> (String, time::OffsetDateTime) {
    let query = sqlx::query("select password_hash, password_changed_at from portal_user where email = $1").bind(email);
    let row = query.fetch_one(pool).await.unwrap();
    (row.get(0), row.get(1))
}
