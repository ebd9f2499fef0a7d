//! The account's balance: cached, and compared with what Birk expected the registry to debit.

use dk::Money;
use rust_decimal::Decimal;
use time::OffsetDateTime;

use super::{Registry, RegistryError};
use crate::db::{AccountId, Tx};

/// A balance that the registry stated.
#[derive(Clone, Debug)]
pub struct Balance {
    /// What the account holds; may be negative.
    pub amount: Money,
    /// When the registry said so.
    pub at: OffsetDateTime,
    /// Movement that no expected debit explains, since the sight before that could be explained: positive for more money than
    /// expected. None where it could not be told, because something billable was under way.
    pub unexplained: Option<Money>,
    /// Why there is no newer one.
    pub trouble: Option<RegistryError>,
}

impl Registry {
    /// The balance, at most a minute old and never older than the last debit. Where the registry does not answer, the last
    /// one known, with the trouble.
    ///
    /// # Errors
    /// [`RegistryError`] where no balance is known.
    pub async fn balance(&self, account: AccountId) -> Result<Balance, RegistryError> {
        let pool = self.pool(account).await?;
        // One question at a time: whoever waits here finds the answer of the one before.
        let _turn = pool.balance.lock().await;
        let known = self.last_seen(account).await?;
        if let Some((known, true)) = known {
            return Ok(known);
        }
        let asked_at = self.clock().now();
        match self.ask_balance(account).await {
            Ok(answer) => self.see(account, answer.value, asked_at).await.map_err(RegistryError::from),
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
    pub async fn last_balance(&self, account: AccountId) -> Result<Option<Balance>, RegistryError> {
        let known = self.last_seen(account).await?;
        if !known.as_ref().is_some_and(|(_, fresh)| *fresh) {
            self.balance_soon(account);
        }
        Ok(known.map(|(known, _)| known))
    }

    /// Asks for the balance in the background.
    pub(super) fn balance_soon(&self, account: AccountId) {
        let registry = self.clone();
        tokio::spawn(self.tasks().track_future(async move {
            if let Err(error) = registry.balance(account).await {
                tracing::debug!(%error, account = account.0, "the balance could not be asked for");
            }
        }));
    }

    /// The last balance, and whether it is fresh enough to be shown.
    async fn last_seen(&self, account: AccountId) -> Result<Option<(Balance, bool)>, RegistryError> {
        let mut tx = self.db().account(account).await?;
        let row = sqlx::query!(
            r#"select b.balance, b.at, b.unexplained,
                   exists (select 1 from expected_debit d where d.at >= b.at) as "moved!"
               from balance_seen b order by b.at desc, b.balance_id desc limit 1"#
        )
        .fetch_optional(&mut *tx)
        .await?;
        tx.commit().await?;
        let now = self.clock().now();
        Ok(row.and_then(|row| {
            let fresh = !row.moved && now - row.at < self.limits().balance;
            Some((balance(row.balance, row.at, row.unexplained)?, fresh))
        }))
    }

    async fn see(&self, account: AccountId, amount: Money, asked_at: OffsetDateTime) -> sqlx::Result<Balance> {
        let now = self.clock().now();
        let mut tx = self.db().account(account).await?;
        let unexplained = unexplained(&mut tx, amount.as_decimal(), asked_at).await?;
        sqlx::query!(
            "insert into balance_seen (account_id, balance, at, unexplained) values ($1, $2, $3, $4)",
            account.0,
            amount.as_decimal(),
            now,
            unexplained
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        if let Some(movement) = unexplained.filter(|movement| !movement.is_zero()) {
            tracing::warn!(account = account.0, %movement, "the balance moved in a way that no operation explains");
        }
        let unexplained = unexplained.and_then(|movement| Money::from_decimal(movement).ok());
        Ok(Balance { amount, at: now, unexplained, trouble: None })
    }
}

/// What of the movement since the last comparable sight the expected debits do not explain. `None` where it cannot be told:
/// a billable operation is or was under way while the registry answered, or its refund may have been booked before the
/// message about it was read. The first sight of all explains itself.
async fn unexplained(tx: &mut Tx, balance: Decimal, asked_at: OffsetDateTime) -> sqlx::Result<Option<Decimal>> {
    let under_way = sqlx::query_scalar!(
        r#"select exists (select 1 from operation where expected_debit is not null
               and (state in ('sent', 'uncertain') or answered_at >= $1 or settled_at >= $1)) as "under_way!""#,
        asked_at
    )
    .fetch_one(&mut **tx)
    .await?;
    if under_way {
        return Ok(None);
    }
    let before = sqlx::query!(
        "select balance, at from balance_seen where unexplained is not null order by at desc, balance_id desc limit 1"
    )
    .fetch_optional(&mut **tx)
    .await?;
    let Some(before) = before else { return Ok(Some(Decimal::ZERO)) };
    let expected = sqlx::query_scalar!(
        r#"select coalesce(sum(amount), 0) as "sum!" from expected_debit where at >= $1"#,
        before.at
    )
    .fetch_one(&mut **tx)
    .await?;
    let movement = balance - before.balance + expected;
    let refundable = sqlx::query_scalar!(
        r#"select coalesce(sum(expected_debit), 0) as "sum!" from operation where state = 'pending'"#
    )
    .fetch_one(&mut **tx)
    .await?;
    let refund_perhaps = movement > Decimal::ZERO && movement <= refundable;
    Ok((!refund_perhaps).then_some(movement))
}

/// The newest sights with a movement that nothing explains, newest first, at most `limit`.
///
/// # Errors
/// Where the database refuses.
pub async fn unexplained_movements(tx: &mut Tx, limit: i64) -> sqlx::Result<Vec<Balance>> {
    let rows = sqlx::query!(
        "select balance, at, unexplained from balance_seen where unexplained <> 0 order by at desc limit $1",
        limit
    )
    .fetch_all(&mut **tx)
    .await?;
    Ok(rows.into_iter().filter_map(|row| balance(row.balance, row.at, row.unexplained)).collect())
}

fn balance(amount: Decimal, at: OffsetDateTime, unexplained: Option<Decimal>) -> Option<Balance> {
    let amount = Money::from_decimal(amount).ok()?;
    let unexplained = unexplained.and_then(|movement| Money::from_decimal(movement).ok());
    Some(Balance { amount, at, unexplained, trouble: None })
}
