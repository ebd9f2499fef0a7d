//! Settling what was left open: operations whose server died, operations whose answer was lost, and applications whose
//! decision never came. Several servers do it at the same time; each operation is one server's at a time, by its claim.
//!
//! - `planned`, and nobody sends it: it is sent, but only while it is fresh ([`Limits::unsent`](crate::Limits::unsent)): a
//!   person who saw an error long ago may have acted otherwise since. What waits for its first step stays fresh.
//! - `sent`, and the session's lease has lapsed: nobody waits for the answer any more, it becomes `uncertain`.
//! - `uncertain`: after the quiet time the registry is asked, at growing distances. What cannot be seen counts as not executed
//!   only when it was looked for twice, and the message queue was empty after each look; it is sent again, as another
//!   attempt, while it is no older than [`Limits::resend`](crate::Limits::resend).
//! - `pending`, and overdue: the registry is asked, then a person.

use std::time::Duration;

use uuid::Uuid;

use crate::RegistryError;
use crate::base::Base;
use crate::credentials::Credentials;
use crate::db::{AccountId, Tx};
use crate::entry::{NotSent, Operation, State};
use crate::journal::{
    Claimed, Due, Journal, Moment, Verdict, attempts, due, record_if, record_not_sent, release, release_in, renew,
    still_held,
};
use crate::operations::{Ask, CLOCK_TOLERANCE, Evidence, Proof};

/// Pauses between questions, as multiples of [`Limits::recheck`](crate::Limits::recheck): 10, 20 s, 1, 2, 5 and 15 minutes,
/// then an hour.
const PAUSES: [u32; 6] = [1, 2, 6, 12, 30, 90];
const LAST_PAUSE: u32 = 360;
/// The longest pause after a question that the registry answered with an error: 2 minutes.
const FAILED: u32 = 12;
/// An operation that another session is still sending is looked at again after this.
const STILL_SENDING: Duration = Duration::from_secs(5);
/// So often in a row nothing must be seen of a command before it counts as not executed.
const NEGATIVES: i32 = 2;

/// A command that can be repeated is sent so often before a person is asked.
const MOST_REPEATED: i32 = 6;

/// Looks once for operations to settle, and starts settling them. A server that cannot reach the registry takes up nothing:
/// another one may.
///
/// # Errors
/// Where the database refuses.
pub async fn turn(journal: Journal) -> anyhow::Result<bool> {
    let base = journal.base();
    let mut tx = base.db().shared().await?;
    let row = sqlx::query!(
        r#"select clock_timestamp() as "now!", array(select account_id from accounts_with_open_operations()) as "accounts!""#
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    base.set_now(row.now);
    if base.outage().is_some() {
        return Ok(false);
    }
    for account in row.accounts.into_iter().map(AccountId) {
        // Another registry's accounts are another server's business.
        match base.credentials(account).await {
            Ok(credentials) => take_up(&journal, account, &credentials).await?,
            Err(RegistryError::Account(_)) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(false)
}

async fn take_up(journal: &Journal, account: AccountId, credentials: &Credentials) -> anyhow::Result<()> {
    let base = journal.base();
    let mut tx = base.db().account(account).await?;
    let claimed = due(base, &mut tx).await?;
    let mut tasks = Vec::new();
    for claimed in claimed {
        // What this server is sending itself waits only for its turn.
        if journal.is_sending(claimed.operation.id) && claimed.operation.state == State::Planned {
            release_in(&mut tx, &claimed, Due::After(STILL_SENDING)).await?;
        } else if let Some(claimed) = sort(journal, &mut tx, claimed).await? {
            tasks.push(claimed);
        }
    }
    tx.commit().await?;
    for claimed in tasks {
        let (journal, credentials) = (journal.clone(), credentials.clone());
        tokio::spawn(base.tasks().clone().track_future(async move {
            match claimed.operation.state {
                State::Planned => journal.carry(claimed).await,
                _ => find_out(&journal, &credentials, &claimed).await,
            }
        }));
    }
    Ok(())
}

/// Does what needs no registry; gives back what does.
async fn sort(journal: &Journal, tx: &mut Tx, claimed: Claimed) -> sqlx::Result<Option<Claimed>> {
    let base = journal.base();
    let operation = &claimed.operation;
    match operation.state {
        State::Planned => {
            match stale(base, tx, operation).await? {
                Stale::Not => return Ok(Some(claimed)),
                Stale::NeverExecuted(reason) => {
                    record_not_sent(tx, operation.id, claimed.claim, reason, Moment::now(base)).await?;
                }
                Stale::Unproven => doubt(tx, &claimed).await?,
            }
            Ok(None)
        }
        State::Sent => {
            if let Some(gone) = gone(journal, tx, operation.id).await? {
                let quiet = base.limits().quiet();
                let reason = "the server that sent it is gone".to_owned();
                let lost = Verdict::Lost { reason, frame: None, ended_at: Some(gone), quiet };
                record_if(tx, operation, lost, Moment::now(base)).await?;
                release_in(tx, &claimed, Due::AsWritten).await?;
            } else {
                release_in(tx, &claimed, Due::After(STILL_SENDING)).await?;
            }
            Ok(None)
        }
        _ => Ok(Some(claimed)),
    }
}

/// Whether a planned operation is too old to be sent.
enum Stale {
    Not,
    /// It is, and the registry has certainly not executed it.
    NeverExecuted(NotSent),
    /// It is, and an attempt that was repeated without proof may have been executed.
    Unproven,
}

/// Its age counts from when it could have been sent: the first step of a registration may have waited for a person.
async fn stale(base: &Base, tx: &mut Tx, operation: &Operation) -> sqlx::Result<Stale> {
    let row = sqlx::query!(
        r#"select extract(epoch from clock_timestamp()
                   - greatest($2, (select max(settled_at) from operation where parent_id = $1)))::bigint as "age!",
               exists (select 1 from attempt where operation_id = $1 and verdict is distinct from 'not_sent') as "sent!",
               exists (select 1 from attempt where operation_id = $1 and verdict = 'repeated') as "repeated!""#,
        operation.id,
        operation.planned_at
    )
    .fetch_one(&mut **tx)
    .await?;
    let age = Duration::from_secs(u64::try_from(row.age).unwrap_or(0));
    let (word, most) =
        if row.sent { ("not_executed", resend(base, operation)) } else { ("too_old", base.limits().unsent) };
    Ok(match age > most {
        false => Stale::Not,
        true if row.repeated => Stale::Unproven,
        true => {
            Stale::NeverExecuted(NotSent::new(word, format!("{} minutes after it was asked for", age.as_secs() / 60)))
        }
    })
}

/// Puts an operation that is too old to be sent again, but may have been executed, to a person.
async fn doubt(tx: &mut Tx, claimed: &Claimed) -> sqlx::Result<()> {
    sqlx::query!(
        "update operation set state = 'uncertain', needs_person = 'contact_unanswered', version = version + 1, claim_until = null
         where operation_id = $1 and claim = $2 and state = 'planned'",
        claimed.operation.id,
        claimed.claim
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}

/// When the session that carried an operation's newest attempt ended; none while somebody waits for its answer: this server,
/// or another one whose lease lives.
async fn gone(journal: &Journal, tx: &mut Tx, id: Uuid) -> sqlx::Result<Option<time::OffsetDateTime>> {
    let row = sqlx::query!(
        r#"select a.holder, clock_timestamp() as "now!", l.expires_at > clock_timestamp() as "lives?",
               case when l.expires_at > a.sent_at then l.expires_at end as expired_at
           from operation o join attempt a on a.operation_id = o.operation_id and a.n = o.attempt
           left join lease l on l.name = a.slot and l.holder = a.holder and l.fence = a.fence
           where o.operation_id = $1"#,
        id
    )
    .fetch_one(&mut **tx)
    .await?;
    let here = row.holder == Some(journal.base().instance());
    let waits = if here { journal.is_sending(id) } else { row.lives == Some(true) };
    Ok((!waits).then(|| row.expired_at.filter(|at| *at < row.now).unwrap_or(row.now)))
}

async fn find_out(journal: &Journal, credentials: &Credentials, claimed: &Claimed) {
    let base = journal.base();
    let operation = &claimed.operation;
    let ended = match ask_under_claim(base, credentials, claimed).await {
        Ok(Some(next)) => conclude(journal, claimed, next).await,
        // Another server has it by now.
        Ok(None) => return,
        Err(error) => {
            tracing::warn!(%error, operation = %operation.id, "the registry could not be asked about an operation");
            release(base, claimed, base.limits().recheck).await.map_err(RegistryError::from)
        }
    };
    if let Err(error) = ended {
        // The claim lapses, and the operation is taken up again.
        tracing::warn!(%error, operation = %operation.id, "an operation could not be settled now");
    }
}

/// Asks, and says meanwhile that it is still being asked about; `None` where another server has the operation by now.
async fn ask_under_claim(
    base: &Base,
    credentials: &Credentials,
    claimed: &Claimed,
) -> Result<Option<Next>, RegistryError> {
    let asking = ask(base, credentials, claimed);
    tokio::pin!(asking);
    loop {
        tokio::select! {
            next = &mut asking => return next.map(Some),
            () = tokio::time::sleep(base.limits().claim / 3) => {
                if !renew(base, claimed).await? {
                    return Ok(None);
                }
            }
        }
    }
}

/// What to do about an operation after asking.
enum Next {
    Record(Verdict),
    /// Nothing was seen; once more.
    LookAgain,
    /// The queue must be read first.
    QueueFirst,
    Wait(String),
    /// The registry answered with an error: the next answer may tell.
    Failed(String),
    /// As it is known: the registry has not decided.
    StillOpen,
    Person(&'static str),
}

/// Asks the registry what became of an operation, and weighs the answer: what it says, then whether the message queue was
/// empty after that, for a message decides before anything that is seen.
async fn ask(base: &Base, credentials: &Credentials, claimed: &Claimed) -> Result<Next, RegistryError> {
    let operation = &claimed.operation;
    let Ok(request) = operation.typed() else { return Ok(Next::Wait("its request cannot be read".to_owned())) };
    let ask = Ask { base, account: operation.account, handle: &credentials.handle };
    let evidence = evidence(base, operation).await?;
    let proof = match request.prove(&ask, &evidence).await {
        // An answer, but none that tells anything.
        Err(error @ (RegistryError::Refused(_) | RegistryError::Protocol { .. })) => {
            tracing::warn!(%error, operation = %operation.id, "a question about an operation was not answered");
            let over = patience_is_over(base, &evidence);
            return Ok(if over { Next::Person("unknown_outcome") } else { Next::Failed(error.to_string()) });
        }
        proof => proof?,
    };
    tracing::info!(operation = %operation.id, kind = operation.kind, attempt = operation.attempt, ?proof, "asked about an operation");
    // What was acknowledged before Birk owned the queue, another client has read.
    let owned =
        credentials.queue_owned_since.is_some_and(|since| evidence.sent_first().is_some_and(|sent| since <= sent));
    let drained = match proof {
        Proof::Executed { .. } | Proof::Repeatable | Proof::Unknown(_) => true,
        Proof::NotExecuted | Proof::Taken | Proof::NeedsPerson(_) => !owned || ask.queue_is_empty().await?,
    };
    if !drained {
        base.poll_soon(operation.account);
        let over = patience_is_over(base, &evidence);
        return Ok(if over { Next::Person("unknown_outcome") } else { Next::QueueFirst });
    }
    if flagged(base, &evidence).await? {
        return Ok(Next::Person("flagged_message"));
    }
    let pending = operation.state == State::Pending;
    Ok(match proof {
        Proof::Executed { pending: true, .. } if pending => Next::StillOpen,
        Proof::Executed { pending, accepted } => Next::Record(Verdict::Executed { pending, accepted }),
        Proof::Taken => Next::Record(Verdict::Taken),
        Proof::NotExecuted if request.decided_later() && !owned => Next::Person("queue_not_owned"),
        Proof::NotExecuted if negatives(base, claimed).await? < NEGATIVES => Next::LookAgain,
        Proof::NotExecuted if pending => Next::Person("message_missing"),
        Proof::NotExecuted => Next::Record(not_executed(base, operation)),
        Proof::Repeatable if operation.attempt >= MOST_REPEATED => Next::Person("contact_unanswered"),
        Proof::Repeatable => Next::Record(Verdict::Repeat),
        Proof::Unknown(why) if patience_is_over(base, &evidence) => {
            tracing::warn!(operation = %operation.id, why, "a person must decide about an operation");
            Next::Person("unknown_outcome")
        }
        Proof::Unknown(why) => Next::Wait(why),
        Proof::NeedsPerson(word) => Next::Person(word),
    })
}

async fn evidence(base: &Base, operation: &Operation) -> Result<Evidence, RegistryError> {
    let mut tx = base.db().account(operation.account).await?;
    let attempts = attempts(&mut tx, operation.id).await?;
    let since = attempts.first().map_or(operation.planned_at, |first| match &first.before {
        Some(_) => first.sent_at,
        // Without a look right before, an earlier operation's work may pass for this one's.
        None => first.sent_at - CLOCK_TOLERANCE,
    });
    let others = sqlx::query_scalar!(
        r#"select exists (select 1 from operation o join attempt a on a.operation_id = o.operation_id
               where o.kind = $1 and o.object = $2 and o.object <> '' and o.operation_id <> $3
                 and a.verdict in ('accepted', 'executed', 'granted') and a.sent_at >= $4) as "others!""#,
        operation.kind,
        operation.object,
        operation.id,
        since
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Evidence { operation: operation.clone(), attempts, others })
}

/// Whether a message about the operation came that could not be applied, or one that cannot be read and may be about it.
async fn flagged(base: &Base, evidence: &Evidence) -> Result<bool, RegistryError> {
    let mut tx = base.db().account(evidence.operation.account).await?;
    let flagged = sqlx::query_scalar!(
        r#"select exists (select 1 from poll_message where flagged is not null
               and (pa_cl_trid in (select cl_trid from attempt where operation_id = $1)
                 or (pa_cl_trid is null and object = '' and received_at >= $2 and handled_at is null))) as "flagged!""#,
        evidence.operation.id,
        evidence.sent_first()
    )
    .fetch_one(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(flagged)
}

/// Counts that nothing was seen, once more.
async fn negatives(base: &Base, claimed: &Claimed) -> Result<i32, RegistryError> {
    let mut tx = base.db().account(claimed.operation.account).await?;
    let negatives = sqlx::query_scalar!(
        "update operation set negatives = negatives + 1 where operation_id = $1 and version = $2 and claim = $3
         returning negatives",
        claimed.operation.id,
        claimed.operation.version,
        claimed.claim
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(negatives.unwrap_or(0))
}

/// For how long an operation is sent again.
fn resend(base: &Base, operation: &Operation) -> Duration {
    let usual = base.limits().resend;
    operation.typed().map_or(usual, |request| request.resend().limit(usual))
}

fn not_executed(base: &Base, operation: &Operation) -> Verdict {
    if base.now() - operation.planned_at > resend(base, operation) {
        let reason = NotSent::new("not_executed", "it was asked for too long ago to be sent again");
        return Verdict::TooLate(reason);
    }
    Verdict::NotExecuted
}

/// What the registry has accepted may take it longer to decide than a lost answer is puzzled over.
fn patience_is_over(base: &Base, evidence: &Evidence) -> bool {
    let patience = base.limits().patience * if evidence.operation.state == State::Pending { 24 } else { 1 };
    let ended = evidence.attempts.last().and_then(|attempt| attempt.ended_at);
    ended.is_some_and(|ended| base.now() - ended > patience)
}

async fn conclude(journal: &Journal, claimed: &Claimed, next: Next) -> Result<(), RegistryError> {
    let base = journal.base();
    let operation = &claimed.operation;
    let mut tx = base.db().account(operation.account).await?;
    let asked_before = usize::try_from(operation.checks).ok().and_then(|n| PAUSES.get(n)).copied();
    let pause = base.limits().recheck * asked_before.unwrap_or(LAST_PAUSE);
    if !still_held(&mut tx, claimed).await? {
        return Ok(());
    }
    match next {
        Next::Record(verdict) => {
            let again = matches!(verdict, Verdict::NotExecuted | Verdict::Repeat);
            let recorded = record_if(&mut tx, operation, verdict, Moment::now(base)).await?;
            match recorded {
                Some(planned) if again => {
                    tx.commit().await?;
                    journal.carry(Claimed { operation: planned, ..claimed.clone() }).await;
                    return Ok(());
                }
                Some(_) => release_in(&mut tx, claimed, Due::AsWritten).await?,
                None => release_in(&mut tx, claimed, Due::Asked(pause)).await?,
            }
        }
        Next::LookAgain | Next::QueueFirst => {
            release_in(&mut tx, claimed, Due::Asked(base.limits().recheck)).await?;
        }
        Next::StillOpen => release_in(&mut tx, claimed, Due::Asked(pause)).await?,
        Next::Wait(why) => {
            note(&mut tx, operation, Some(&why), None).await?;
            release_in(&mut tx, claimed, Due::Asked(pause)).await?;
        }
        Next::Failed(why) => {
            note(&mut tx, operation, Some(&why), None).await?;
            release_in(&mut tx, claimed, Due::Asked(pause.min(base.limits().recheck * FAILED))).await?;
        }
        Next::Person(word) => {
            note(&mut tx, operation, None, Some(word)).await?;
            release_in(&mut tx, claimed, Due::Asked(pause)).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

/// Notes why an operation is still open; one that needs a person is not asked about again.
async fn note(tx: &mut Tx, operation: &Operation, why: Option<&str>, person: Option<&str>) -> sqlx::Result<()> {
    sqlx::query!(
        "update operation set needs_person = coalesce($4, needs_person), negatives = 0,
             outcome = outcome || case when $3::text is null then '{}'::jsonb else jsonb_build_object('uncertain', $3::text) end,
             version = version + case when $4::text is null then 0 else 1 end
         where operation_id = $1 and version = $2 and state in ('uncertain', 'pending')",
        operation.id,
        operation.version,
        why,
        person
    )
    .execute(&mut **tx)
    .await?;
    Ok(())
}
