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
    /// After the connection of an unanswered command ended, the registry is left alone for so long before it is asked what
    /// became of it: it may still be executing. Never shorter than `response`; see [`Limits::quiet`].
    pub quiet: Duration,
    /// Between two questions that must give the same answer, and until a question is tried again that had none.
    pub recheck: Duration,
    /// For so long one server has an operation to itself, unless it renews its claim.
    pub claim: Duration,
    /// After so long without knowing, a person is asked.
    pub patience: Duration,
    /// After so long without its message, the registry is asked about an application that it accepted.
    pub decision: Duration,
    /// How often the worker looks for operations to settle.
    pub settle: Duration,
    /// An operation that was never sent is sent if it is no older: it waits so long for a free session, or for a server.
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

impl Limits {
    /// How long an unanswered command may still be executed by the registry after its connection ended, at most as far as
    /// can be known: as long as an answer is awaited.
    pub fn quiet(&self) -> Duration {
        self.quiet.max(self.response)
    }
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
            quiet: seconds(60),
            recheck: seconds(10),
            claim: seconds(15),
            patience: seconds(3600),
            decision: seconds(3600),
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
