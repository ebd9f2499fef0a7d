//! The dated price list: what the operator expects the registry to debit.

use dk::{Billable, Money, Price, PriceList};
use time::OffsetDateTime;

use crate::db::Tx;

/// The price list of an environment. Lines of operations that this version does not know are left out.
///
/// # Errors
/// Where the database refuses.
pub async fn price_list(tx: &mut Tx, environment: &str) -> sqlx::Result<PriceList> {
    let rows = sqlx::query!("select operation, valid_from, amount from price where environment = $1", environment)
        .fetch_all(&mut **tx)
        .await?;
    let mut list = PriceList::new();
    for row in rows {
        let (Ok(operation), Ok(amount)) = (Billable::parse(&row.operation), Money::from_decimal(row.amount)) else {
            continue;
        };
        list.insert(Price { operation, valid_from: row.valid_from, amount });
    }
    Ok(list)
}

/// What `billable` costs at the instant `at`, by the Danish date; `None` where the list has no price.
///
/// # Errors
/// Where the database refuses.
pub async fn price_at(
    tx: &mut Tx,
    environment: &str,
    billable: Billable,
    at: OffsetDateTime,
) -> sqlx::Result<Option<Money>> {
    let list = price_list(tx, environment).await?;
    let on = dk::local_time::local_date(at);
    Ok(match billable {
        Billable::Restore => list.restore_total(on),
        _ => list.price(billable, on),
    })
}
