//! Times and numbers that the work with the registry keeps to.

use std::time::Duration;

/// Defaults fit the registry; tests shorten them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For TCP, TLS and greeting.
    pub connect: Duration,
    /// For an answer, until the session is given up.
    pub response: Duration,
    /// How long a page waits for an answer before it says that the registry is slow.
    pub page: Duration,
    /// How long a form waits for the answer to its operation before it says that the operation is still running.
    pub submit: Duration,
    /// How long a command waits for a free session.
    pub session_wait: Duration,
    /// How long a lease lives without being renewed: after a crash, the slots are free again so much later.
    pub lease: Duration,
    /// How often leases are renewed, and sessions looked after.
    pub renew: Duration,
    /// Idle sessions say hello after this long; the registry ends them after 700 s (Punktum dk EPP specification § Session
    /// Termination Conditions).
    pub hello: Duration,
    /// Sessions are replaced when they are this old; the registry ends them after 28,800 s.
    pub session_age: Duration,
    /// All sessions but one are closed after so long without work.
    pub surplus: Duration,
    /// An idle session is asked whether it still lives before a command with side effects, after this long.
    pub fresh: Duration,
    /// Between two attempts to reach a registry that is down, or that refuses the sign-in.
    pub pause: Duration,
    /// When an uncertain operation is first asked about, counted from its sending: the registry may still be executing a
    /// command whose connection broke.
    pub first_check: Duration,
    /// How often the worker looks for operations to settle.
    pub settle: Duration,
    /// An operation that was never sent, because the server died before, is sent by the next one if it is no older.
    pub unsent: Duration,
    /// An operation that was sent, and of which it is proven that it was not executed, is sent again if it is no older.
    pub resend: Duration,
    /// Between two looks into an empty queue.
    pub poll: Duration,
    /// The same while an application waits for its decision.
    pub poll_awaited: Duration,
    /// Between two looks into a queue that Birk does not own.
    pub poll_unowned: Duration,
    /// A balance is shown for so long before it is asked for again.
    pub balance: Duration,
    /// How often the worker looks for index rows to refresh.
    pub refresh: Duration,
    /// Names of one check command.
    pub check_batch: usize,
    /// Index rows refreshed a turn and account.
    pub refresh_batch: i64,
}

impl Default for Limits {
    fn default() -> Self {
        const fn seconds(seconds: u64) -> Duration {
            Duration::from_secs(seconds)
        }
        Self {
            connect: seconds(10),
            response: seconds(60),
            page: seconds(15),
            submit: seconds(12),
            session_wait: seconds(15),
            lease: seconds(12),
            renew: seconds(3),
            hello: seconds(600),
            session_age: seconds(27_000),
            surplus: seconds(120),
            fresh: seconds(2),
            pause: seconds(2),
            first_check: seconds(30),
            settle: seconds(2),
            unsent: seconds(600),
            resend: seconds(86_400),
            poll: seconds(60),
            poll_awaited: seconds(10),
            poll_unowned: seconds(300),
            balance: seconds(60),
            refresh: seconds(20),
            check_batch: 50,
            refresh_batch: 10,
        }
    }
}
