//! The account's balance: cached, and compared with what Birk expected the registry to debit.

use dk::Money;
use rust_decimal::Decimal;
use time::OffsetDateTime;

use crate::base::Base;
use crate::db::{AccountId, Tx};
use crate::{RegistryError, questions};

/// A balance that the registry stated.
#[derive(Clone, Debug)]
pub struct Balance {
    /// What the account holds; may be negative.
    pub amount: Money,
    /// When the registry was asked for it.
    pub at: OffsetDateTime,
    /// Movement since the sight before that neither an expected debit nor an operation that was open then can explain: positive
    /// for more money than expected.
    pub unexplained: Money,
    /// Movement that open operations may explain, and is carried on until they are settled: within `low` and `high`.
    pub carried: Money,
    /// What the operations that were open then can explain at most: their debits, which may have been booked already (negative).
    pub low: Money,
    /// The same the other way: refunds that may have been booked before their message was read.
    pub high: Money,
    /// Why there is no newer one.
    pub trouble: Option<RegistryError>,
}

/// The balance, at most a minute old and never older than the last debit. Where the registry does not answer, the last
/// one known, with the trouble.
///
/// # Errors
/// [`RegistryError`] where no balance is known.
pub async fn now(base: &Base, account: AccountId) -> Result<Balance, RegistryError> {
    let pool = base.pool(account).await?;
    // One question at a time: whoever waits here finds the answer of the one before.
    let _turn = pool.balance.lock().await;
    let known = last_seen(base, account).await?;
    if let Some((known, true)) = known {
        return Ok(known);
    }
    let asked_at = base.now();
    match questions::balance(base, account).await {
        Ok(answer) => see(base, account, answer.value, asked_at).await,
        Err(trouble) => match known {
            Some((known, _)) => Ok(Balance { trouble: Some(trouble), ..known }),
            None => Err(trouble),
        },
    }
}

/// The last balance known, without waiting for the registry; an old one is asked for in the background.
///
/// # Errors
/// Where the database refuses.
pub async fn last(base: &Base, account: AccountId) -> Result<Option<Balance>, RegistryError> {
    let known = last_seen(base, account).await?;
    if !known.as_ref().is_some_and(|(_, fresh)| *fresh) {
        soon(base, account);
    }
    Ok(known.map(|(known, _)| known))
}

/// Asks for the balance in the background.
pub fn soon(base: &Base, account: AccountId) {
    let own = base.clone();
    tokio::spawn(base.tasks().track_future(async move {
        if let Err(error) = now(&own, account).await {
            tracing::debug!(%error, account = account.0, "the balance could not be asked for");
        }
    }));
}

/// The last balance, and whether it is fresh enough to be shown.
async fn last_seen(base: &Base, account: AccountId) -> Result<Option<(Balance, bool)>, RegistryError> {
    let mut tx = base.db().account(account).await?;
    let row = sqlx::query!(
        r#"select b.balance, b.at, b.unexplained, b.carried, b.low, b.high,
               exists (select 1 from expected_debit d where d.at >= b.at) as "moved!"
           from balance_seen b order by b.balance_id desc limit 1"#
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    let now = base.now();
    Ok(row.and_then(|row| {
        let fresh = !row.moved && now - row.at < base.limits().balance;
        Some((balance(row.balance, row.at, [row.unexplained, row.carried, row.low, row.high])?, fresh))
    }))
}

async fn see(
    base: &Base,
    account: AccountId,
    amount: Money,
    asked_at: OffsetDateTime,
) -> Result<Balance, RegistryError> {
    let mut tx = base.db().account(account).await?;
    // One sight after the other: each takes in what was written since the one before.
    sqlx::query!("select account_id from account for no key update").fetch_optional(&mut *tx).await?;
    let before = sqlx::query!("select balance, carried from balance_seen order by balance_id desc limit 1")
        .fetch_optional(&mut *tx)
        .await?;
    let id = sqlx::query_scalar!(
        "insert into balance_seen (account_id, balance, at) values ($1, $2, $3) returning balance_id",
        account.0,
        amount.as_decimal(),
        asked_at
    )
    .fetch_one(&mut *tx)
    .await?;
    let Explainable { expected, low, high } = explainable(&mut tx, id, asked_at).await?;
    // The first sight of all explains itself.
    let moved = before.map_or(Decimal::ZERO, |before| before.carried + amount.as_decimal() - before.balance + expected);
    let carried = moved.clamp(low, high);
    let unexplained = moved - carried;
    sqlx::query!(
        "update balance_seen set unexplained = $2, carried = $3, low = $4, high = $5 where balance_id = $1",
        id,
        unexplained,
        carried,
        low,
        high
    )
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    if !unexplained.is_zero() {
        tracing::warn!(account = account.0, movement = %unexplained, "the balance moved in a way that no operation explains");
    }
    balance(amount.as_decimal(), asked_at, [unexplained, carried, low, high]).ok_or_else(|| RegistryError::Protocol {
        reason: "the balance has more digits than money".to_owned(),
        cl_trid: String::new(),
    })
}

/// What Birk knows that moves the balance.
struct Explainable {
    /// Debits since the sight before, refunds taken off.
    expected: Decimal,
    /// How far what is open can explain a movement downwards: what may have been debited though nobody knows yet.
    low: Decimal,
    /// The same upwards: what may have been paid back though its message has not been read, or not yet been debited when the
    /// registry was asked.
    high: Decimal,
}

/// In one statement, so that it is one moment: an operation that is answered meanwhile is open, or its debit is there.
async fn explainable(tx: &mut Tx, sight: i64, asked_at: OffsetDateTime) -> sqlx::Result<Explainable> {
    let row = sqlx::query!(
        r#"with taken as (update expected_debit set balance_id = $1 where balance_id is null returning amount)
           select coalesce((select sum(amount) from taken), 0) as "expected!",
               coalesce((select sum(expected_debit) from operation where state in ('sent', 'uncertain')
                   or (state = 'refused' and outcome ? 'taken' and settled_at > $2::timestamptz - interval '1 day')), 0)
                 + coalesce((select -sum(amount) from expected_debit where amount < 0 and at >= $2), 0) as "debits!",
               coalesce((select sum(expected_debit) from operation where state = 'pending'), 0)
                 + coalesce((select sum(amount) from expected_debit where amount > 0 and at >= $2), 0) as "refunds!""#,
        sight,
        asked_at
    )
    .fetch_one(&mut **tx)
    .await?;
    Ok(Explainable { expected: row.expected, low: -row.debits, high: row.refunds })
}

/// The newest sights with a movement that nothing explains, newest first, at most `limit`.
///
/// # Errors
/// Where the database refuses.
pub async fn unexplained_movements(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<Balance>> {
    let rows = sqlx::query!(
        "select balance, at, unexplained, carried, low, high from balance_seen where unexplained <> 0
         order by balance_id desc limit $1",
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    let seen = rows.into_iter();
    Ok(seen.filter_map(|row| balance(row.balance, row.at, [row.unexplained, row.carried, row.low, row.high])).collect())
}

/// `amounts`: unexplained, carried, low, high.
fn balance(amount: Decimal, at: OffsetDateTime, amounts: [Decimal; 4]) -> Option<Balance> {
    let amount = Money::from_decimal(amount).ok()?;
    let [unexplained, carried, low, high] = amounts.map(|amount| Money::from_decimal(amount).ok());
    let (unexplained, carried, low, high) = (unexplained?, carried?, low?, high?);
    Some(Balance { amount, at, unexplained, carried, low, high, trouble: None })
}
