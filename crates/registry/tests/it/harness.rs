//! Every command that exists, through every trouble: settled exactly once, told truly, nothing left behind.
//!
//! A command without a sample below does not pass.

mod samples;

use std::time::{Duration, Instant};

use dk::Act;
use epp::schema::assert_valid;
use futures_util::future::join_all;
use registry::clock::Clock;
use registry::journal::{Operation, State};
use registry::operations::Request;
use registry::{Limits, Registry};
use sandbox::faults::FaultAction;
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use self::samples::{HOST, Sample, samples};
use crate::support::{Killable, World, contact, limits};

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Trouble {
    CutBefore,
    CutAfter,
    CutThenRejected,
    Garbled,
    OthersAnswer,
    Bare,
    Late,
    Held,
    LateThenFailed,
    SentTwice,
    KilledBeforeSending,
    KilledBeforeExecuting,
    KilledAfterExecuting,
    KilledBeforeWriting,
    StalledAtAnswer,
    StalledWhileAnotherSends,
    AnotherClock,
    DatabaseGone,
    Deadlock,
}

const ANSWER: Duration = Duration::from_millis(1200);

fn short() -> Limits {
    Limits { response: ANSWER, quiet: ANSWER, recheck: Duration::from_millis(150), ..limits() }
}

/// The servers' connections that wait for a lock.
const BLOCKED: &str = "from pg_stat_activity
    where datname = current_database() and usename = 'birk_app' and wait_event_type = 'Lock'";

struct Story {
    world: World,
    sample: Sample,
    handle: String,
    servers: Vec<Killable>,
}

impl Story {
    async fn new(sample: Sample) -> Self {
        let world = World::new().await;
        // Not through the first server: what is spawned here would outlive it.
        let aside = world.registry(Limits { response: Duration::from_secs(60), ..limits() });
        let mut handle = contact(&world, &aside).await;
        aside.shutdown(Duration::from_secs(5)).await;
        sample.prepare(&world, &handle);
        let first = Killable::with(&world, short());
        if sample == Sample::AdministeredHost {
            // Somebody outside the account, who must agree.
            handle = "REG-100002".to_owned();
        }
        Self { world, sample, handle, servers: vec![first] }
    }

    fn another(&mut self, limits: Limits) {
        self.servers.push(Killable::with(&self.world, limits));
    }

    fn registry(&self) -> &Registry {
        &self.servers.last().unwrap().registry
    }

    fn fault(&self, action: FaultAction) {
        self.world.fault(self.sample.command(), action);
    }

    fn submit(&self, key: &str) {
        let form = self.sample.form(key, &self.handle);
        drop(self.servers[0].submit(&self.world, form));
    }

    /// The operation of the form, once it is planned.
    async fn id(&self) -> Uuid {
        let query = "select operation_id from operation where idempotency_key like '%:once' limit 1";
        self.world.until_sql("select count(*) > 0 from operation where idempotency_key like '%:once'").await;
        sqlx::query_scalar(query).fetch_one(&self.world.superuser).await.unwrap()
    }

    async fn until_sent(&self) -> Uuid {
        self.world.until_sql("select state = 'sent' from operation where idempotency_key like '%:once'").await;
        self.id().await
    }

    async fn until_effect(&self) {
        let began = Instant::now();
        while self.sample.effects(&self.world) == 0 {
            assert!(began.elapsed() < Duration::from_secs(5), "{:?} had no effect", self.sample);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until a server waits for a lock.
    async fn until_blocked(&self) {
        self.world.until_sql(&format!("select count(*) > 0 {BLOCKED}")).await;
    }

    async fn superuser(&self) -> PgConnection {
        PgConnection::connect_with(&self.world.database.options("postgres")).await.unwrap()
    }

    async fn trouble(&mut self, trouble: Trouble) -> Uuid {
        match trouble {
            Trouble::CutBefore => self.fault(FaultAction::DropBefore),
            Trouble::CutAfter => self.fault(FaultAction::DropAfter),
            Trouble::Garbled => self.fault(FaultAction::Garble),
            Trouble::OthersAnswer => self.fault(FaultAction::Other),
            Trouble::Bare => self.fault(FaultAction::Bare),
            Trouble::Late => self.fault(FaultAction::DelayMs(ms(ANSWER) + 600)),
            Trouble::Held => self.fault(FaultAction::HoldMs(ms(ANSWER) + 500)),
            Trouble::LateThenFailed => return self.late_then_failed().await,
            Trouble::CutThenRejected => return self.cut_then_rejected().await,
            Trouble::SentTwice => return self.sent_twice().await,
            Trouble::KilledBeforeSending => return self.killed_before_sending().await,
            Trouble::KilledBeforeExecuting | Trouble::KilledAfterExecuting => return self.killed(trouble).await,
            Trouble::KilledBeforeWriting => return self.killed_before_writing().await,
            Trouble::StalledAtAnswer => return self.stalled_at_answer().await,
            Trouble::StalledWhileAnotherSends => return self.stalled_while_another_sends().await,
            Trouble::AnotherClock => return self.another_clock().await,
            Trouble::DatabaseGone => return self.database_gone().await,
            Trouble::Deadlock => return self.deadlock().await,
        }
        self.submit("once");
        self.id().await
    }

    /// The registry fails at whatever is sent after the answer was lost.
    async fn late_then_failed(&mut self) -> Uuid {
        self.fault(FaultAction::DropAfter);
        self.submit("once");
        self.until_effect().await;
        self.fault(FaultAction::Fail);
        self.id().await
    }

    async fn cut_then_rejected(&mut self) -> Uuid {
        self.fault(FaultAction::DropAfter);
        self.submit("once");
        self.until_effect().await;
        self.sample.reject(&self.world).await;
        self.id().await
    }

    /// The same form on two servers at once, one of them cut.
    async fn sent_twice(&mut self) -> Uuid {
        self.another(short());
        self.fault(FaultAction::DropAfter);
        let form = || self.sample.form("once", &self.handle);
        drop(self.servers[1].submit(&self.world, form()));
        drop(self.servers[0].submit(&self.world, form()));
        drop(self.servers[1].submit(&self.world, form()));
        self.id().await
    }

    async fn killed_before_sending(&mut self) -> Uuid {
        let mut lock = self.superuser().await;
        sqlx::raw_sql("begin; lock table attempt in exclusive mode").execute(&mut lock).await.unwrap();
        self.submit("once");
        self.until_blocked().await;
        let id = self.id().await;
        self.servers.remove(0).kill();
        self.world.sql(&format!("select pg_terminate_backend(pid) {BLOCKED}")).await;
        sqlx::raw_sql("rollback").execute(&mut lock).await.unwrap();
        self.another(short());
        id
    }

    async fn killed(&mut self, trouble: Trouble) -> Uuid {
        let before = trouble == Trouble::KilledBeforeExecuting;
        self.fault(if before { FaultAction::HoldMs(60_000) } else { FaultAction::DelayMs(60_000) });
        self.submit("once");
        let id = self.until_sent().await;
        if !before {
            self.until_effect().await;
        }
        self.servers.remove(0).kill();
        // The registry notices that its client is gone.
        self.world.sandbox.registry().sessions.end(|_| true);
        self.another(short());
        self.another(short());
        id
    }

    async fn killed_before_writing(&mut self) -> Uuid {
        self.fault(FaultAction::DelayMs(900));
        self.submit("once");
        let id = self.until_sent().await;
        let mut lock = self.superuser().await;
        sqlx::raw_sql("begin; select 1 from operation for update").execute(&mut lock).await.unwrap();
        self.until_blocked().await;
        self.servers.remove(0).kill();
        self.world.sql(&format!("select pg_terminate_backend(pid) {BLOCKED}")).await;
        sqlx::raw_sql("rollback").execute(&mut lock).await.unwrap();
        self.another(short());
        id
    }

    /// The server that sent it stops for longer than its lease and the quiet time; another one settles; it wakes up with the
    /// answer.
    async fn stalled_at_answer(&mut self) -> Uuid {
        self.fault(FaultAction::DelayMs(500));
        self.another(short());
        self.submit("once");
        let id = self.until_sent().await;
        self.servers[0].stall(Duration::from_secs(5));
        id
    }

    /// The same, but its command is never executed and the other server's attempt is under way when it wakes up.
    async fn stalled_while_another_sends(&mut self) -> Uuid {
        self.fault(FaultAction::HoldMs(60_000));
        self.another(short());
        self.submit("once");
        let id = self.until_sent().await;
        self.fault(FaultAction::DelayMs(1_000));
        self.servers[0].stall(Duration::from_millis(5_500));
        id
    }

    /// One of two servers thinks that it is 90 seconds later.
    async fn another_clock(&mut self) -> Uuid {
        let wrong = Clock::fixed(Clock::system().now() + time::Duration::seconds(90), 7);
        self.servers.push(Killable::with_clock(&self.world, short(), wrong));
        self.fault(FaultAction::DropBefore);
        let form = self.sample.form("once", &self.handle);
        drop(self.servers[1].submit(&self.world, form));
        self.id().await
    }

    async fn database_gone(&mut self) -> Uuid {
        self.fault(FaultAction::DelayMs(800));
        self.submit("once");
        let id = self.until_sent().await;
        let name: String =
            sqlx::query_scalar("select current_database()").fetch_one(&self.world.superuser).await.unwrap();
        let elsewhere = self.world.database.options("postgres").database("postgres");
        let mut admin = PgConnection::connect_with(&elsewhere).await.unwrap();
        let closed = format!("alter database {name} allow_connections false");
        sqlx::raw_sql(&closed).execute(&mut admin).await.unwrap();
        self.world.sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'birk_app' and datname = current_database()").await;
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        sqlx::raw_sql(&format!("alter database {name} allow_connections true")).execute(&mut admin).await.unwrap();
        id
    }

    /// Somebody locks the attempt first and the operation second, the journal the other way round.
    async fn deadlock(&mut self) -> Uuid {
        self.fault(FaultAction::DelayMs(900));
        self.submit("once");
        let id = self.until_sent().await;
        let mut other = self.superuser().await;
        // The journal is to be the victim: it looks for a deadlock first.
        sqlx::raw_sql("set deadlock_timeout = '10s'; begin; select 1 from attempt for update")
            .execute(&mut other)
            .await
            .unwrap();
        self.until_blocked().await;
        // On a machine that stood still for a second the journal looked before there was one; then this one is the victim.
        if let Err(error) = sqlx::raw_sql("select 1 from operation for update; rollback").execute(&mut other).await {
            assert_eq!(error.as_database_error().and_then(|error| error.code()).as_deref(), Some("40P01"), "{error}");
        }
        id
    }

    /// Waits until it is settled; lets the registry decide, and a person, as soon as they are asked.
    async fn settled(&self, id: Uuid) -> Operation {
        let began = Instant::now();
        loop {
            let operation = self.world.operation(id).await;
            if operation.needs_person.is_some() {
                let decision = self.sample.decision(&self.world);
                let journal = self.registry().journal();
                journal.decide(&self.world.decider(), id, decision).await.unwrap();
            } else if operation.state == State::Pending {
                self.grant().await;
            } else if operation.state.is_final() {
                return operation;
            }
            assert!(began.elapsed() < Duration::from_secs(40), "never settled: {:?} {operation:#?}", self.sample);
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    async fn grant(&self) {
        if self.sample == Sample::AdministeredHost {
            let _ = sandbox::operations::answer_host(self.world.sandbox.registry(), HOST, true).await;
        } else {
            self.world.sandbox.advance(time::Duration::minutes(1)).await.unwrap();
        }
    }

    async fn is_right(&self, trouble: Trouble, operation: &Operation) {
        let (world, sample) = (&self.world, self.sample);
        let told = format!("{trouble:?}, {sample:?}: {operation:#?}");
        let rejected = trouble == Trouble::CutThenRejected && sample.can_be_rejected();
        let wanted = if rejected { State::Refused } else { State::Done };
        assert_eq!(operation.state, wanted, "{told}");
        let effects = if rejected && sample == Sample::AdministeredHost { 0 } else { 1 };
        assert_eq!(sample.effects(world), effects, "{told}");
        if let Some(price) = sample.price() {
            let paid = if rejected { 0 } else { price };
            assert_eq!(world.balance(), format!("{}.00", 10_000 - paid), "{told}");
            let expected = "select coalesce(sum(amount), 0)::bigint from expected_debit";
            assert_eq!(world.count(expected).await, paid, "{told}");
        }
        if matches!(sample, Sample::Contact | Sample::ForcedContact) {
            assert!(!operation.outcome.reused.unwrap_or(false), "{told}");
            let there = world.sandbox.registry().read(|there, _| there.contact(&operation.object).is_some());
            assert!(there, "{told}");
        }
        let left = "select count(*) from operation where secrets is not null or excludes is not null";
        assert_eq!(world.count(left).await, 0, "{told}");
        world.until_sql("select count(*) = 0 from attempt where verdict is null or verdict = 'lost'").await;
        assert_eq!(world.count("select count(*) from poll_message where flagged is not null").await, 0, "{told}");
        assert!(!operation.outcome.accepted_twice, "{told}");
    }
}

fn ms(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap()
}

async fn survive(trouble: Trouble) {
    let all = Request::ACTS.iter().flat_map(|act| samples(*act)).map(|sample| async move {
        let mut story = Story::new(*sample).await;
        let id = story.trouble(trouble).await;
        let operation = story.settled(id).await;
        // What a server that was away has still to say.
        if matches!(trouble, Trouble::StalledAtAnswer | Trouble::StalledWhileAnotherSends | Trouble::Late) {
            tokio::time::sleep(Duration::from_secs(3)).await;
        }
        let operation = story.world.operation(operation.id).await;
        story.is_right(trouble, &operation).await;
    });
    join_all(all).await;
}

macro_rules! troubles {
    ($($name:ident: $trouble:ident;)*) => { $(
        #[tokio::test(flavor = "multi_thread")]
        async fn $name() {
            survive(Trouble::$trouble).await;
        }
    )* };
}

#[tokio::test(flavor = "multi_thread")]
async fn every_command_and_answer_is_as_the_schemas_want_it() {
    for sample in Request::ACTS.iter().flat_map(|act| samples(*act)) {
        let story = Story::new(*sample).await;
        story.submit("once");
        let operation = story.settled(story.id().await).await;
        assert_eq!(operation.state, State::Done, "{sample:?}: {operation:#?}");
        let frames = story.world.tap.frames();
        let frames: Vec<(&str, &str)> = frames.iter().map(|(_, xml)| (sample.command(), xml.as_str())).collect();
        assert!(frames.iter().any(|(command, xml)| xml.contains(command)), "{sample:?}");
        assert_valid("a command of each kind", &frames);
    }
}

troubles! {
    cut_before_executing: CutBefore;
    cut_after_executing: CutAfter;
    cut_and_then_rejected: CutThenRejected;
    an_answer_that_cannot_be_read: Garbled;
    the_answer_to_another_command: OthersAnswer;
    an_answer_without_its_data: Bare;
    answered_too_late: Late;
    executed_after_the_time_out: Held;
    cut_and_then_failing: LateThenFailed;
    the_same_form_on_two_servers: SentTwice;
    killed_before_sending: KilledBeforeSending;
    killed_before_it_is_executed: KilledBeforeExecuting;
    killed_after_it_is_executed: KilledAfterExecuting;
    killed_with_the_answer_in_hand: KilledBeforeWriting;
    stalled_with_the_answer_in_hand: StalledAtAnswer;
    stalled_while_another_server_sends: StalledWhileAnotherSends;
    a_clock_that_is_ahead: AnotherClock;
    no_database_in_between: DatabaseGone;
    a_deadlock: Deadlock;
}

/// Acts whose command is not built yet: the list may only shrink.
const WITHOUT_COMMAND: &[Act] = &[
    Act::SetRenewalPolicy,
    Act::DeleteDomain,
    Act::RestoreDomain,
    Act::TransferDomain,
    Act::ChangeNameServers,
    Act::ChangeDs,
    Act::ChangeRegistrant,
    Act::ChangeRoles,
    Act::AuthorizeTransfer,
    Act::RevokeTransfer,
    Act::AuthorizeRedelegation,
    Act::RevokeRedelegation,
    Act::UpdateContact,
    Act::ChangeHostAddresses,
    Act::ChangeHostAdministrator,
    Act::DeleteHost,
    Act::CreateUser,
    Act::UpdateUser,
    Act::DeleteUser,
    Act::ChangeLinkedHandles,
    Act::ChangeAccount,
    Act::Deposit,
];

#[test]
fn every_act_has_a_command_or_is_known_to_have_none() {
    for act in Act::ALL {
        let (built, listed) = (Request::ACTS.contains(act), WITHOUT_COMMAND.contains(act));
        assert!(built || listed, "{act} has no command, and is not in the list above");
        assert!(!(built && listed), "{act} has a command: take it out of the list above, and give it a sample");
    }
}
