//! Money paid in and taken back. A call that is repeated with its key is carried out once.

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::JsonRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use dk::Money;
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::Served;
use super::call::{Call, Failure, idempotency_key};
use super::fields::Problems;
use crate::world::account::{Purpose, Receipt};
use crate::world::{Key, LedgerEntry, Tx, World};

/// Largest deposit, in kroner.
const LARGEST: i64 = 10_000_000;

/// A line of the statement.
#[derive(Serialize)]
struct View {
    id: u64,
    #[serde(with = "time::serde::rfc3339")]
    at: OffsetDateTime,
    purpose: Purpose,
    domain: Option<Key>,
    amount: Money,
    balance: Money,
    reference: Option<String>,
    reverses: Option<u64>,
}

fn view(entry: &LedgerEntry) -> View {
    let receipt = entry.receipt.as_deref();
    View {
        id: entry.id,
        at: entry.at,
        purpose: entry.purpose,
        domain: entry.domain.clone(),
        amount: entry.amount,
        balance: entry.balance,
        reference: receipt.map(|receipt| receipt.reference.clone()),
        reverses: receipt.and_then(|receipt| receipt.reverses),
    }
}

pub(super) async fn statement(call: Call) -> Served {
    let list: Vec<_> =
        call.registry().read(|world, _| world.statement(&call.account).map(|entry| view(entry)).collect());
    Ok(Json(list).into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Deposit {
    /// DKK, more than nothing.
    amount: Money,
    /// The payment's name elsewhere.
    #[serde(default)]
    reference: String,
}

pub(super) async fn deposit(call: Call, headers: HeaderMap, given: Result<Json<Deposit>, JsonRejection>) -> Served {
    let key = idempotency_key(&headers)?;
    let Deposit { amount, reference } = given?.0;
    let reference = checked(amount, reference)?;
    let receipt = Receipt { key, reference, reverses: None };
    book(&call, amount, receipt, |_| Ok(())).await
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reversal {
    /// DKK; all that is left of the deposit where absent.
    amount: Option<Money>,
    #[serde(default)]
    reference: String,
}

/// Takes a deposit back, as a bank or a card company does: the balance may become negative.
pub(super) async fn reverse(
    call: Call,
    Path((_, id)): Path<(String, u64)>,
    headers: HeaderMap,
    given: Result<Json<Reversal>, JsonRejection>,
) -> Served {
    let key = idempotency_key(&headers)?;
    let given = given?.0;
    let deposit = call.registry().read(|world, _| deposit_of(world, &call.account, id))?;
    // The same call again finds nothing left, yet asks for the amount that it got.
    let before = call.registry().read(|world, _| repeated(world, &call.account, &key).cloned());
    let amount = given.amount.or_else(|| before.map(|entry| entry.amount.negated()));
    let amount = match amount {
        Some(amount) => amount,
        None => call.registry().read(|world, _| left(world, &deposit)),
    };
    let reference = checked(amount, given.reference)?;
    let receipt = Receipt { key, reference, reverses: Some(id) };
    book(&call, amount.negated(), receipt, |world| {
        if amount > left(world, &deposit) {
            return Err(Failure::conflict(format!("{} DKK of the deposit are left", left(world, &deposit))));
        }
        Ok(())
    })
    .await
}

fn checked(amount: Money, reference: String) -> Result<String, Failure> {
    let mut problems = Problems::default();
    if amount.is_negative() || amount.is_zero() || Money::from_kroner(LARGEST).is_ok_and(|most| amount > most) {
        problems.add("amount", format!("is more than nothing and at most {LARGEST} DKK"));
    }
    let mut text = None;
    problems.text("reference", Some(reference), &mut text);
    problems.check()?;
    Ok(text.unwrap_or_default())
}

fn deposit_of(world: &World, account: &Key, id: u64) -> Result<LedgerEntry, Failure> {
    let entry = world.entry(id).filter(|entry| entry.account == *account && entry.purpose == Purpose::Deposit);
    entry.map(|entry| LedgerEntry::clone(entry)).ok_or_else(|| Failure::unknown(&format!("deposit {id}")))
}

/// What is left of a deposit after its reversals.
fn left(world: &World, deposit: &LedgerEntry) -> Money {
    let reversals = world
        .statement(&deposit.account)
        .filter(|entry| entry.receipt.as_ref().is_some_and(|receipt| receipt.reverses == Some(deposit.id)));
    let amounts = std::iter::once(deposit.amount).chain(reversals.map(|entry| entry.amount));
    Money::checked_sum(amounts).unwrap_or_default()
}

fn repeated<'a>(world: &'a World, account: &Key, key: &str) -> Option<&'a LedgerEntry> {
    let mut lines = world.statement(account);
    lines.find(|entry| entry.receipt.as_ref().is_some_and(|receipt| receipt.key == key)).map(|entry| &**entry)
}

/// Books an amount once for its key: 201, the same line again with 200, or 409 where the key stood for another call.
async fn book(
    call: &Call,
    amount: Money,
    receipt: Receipt,
    check: impl FnOnce(&World) -> Result<(), Failure>,
) -> Served {
    let (entry, new) = call
        .change(|tx: &mut Tx<'_>, account| {
            if let Some(entry) = repeated(tx.world(), &account.handle, &receipt.key) {
                let same = entry.amount == amount && entry.receipt.as_deref() == Some(&receipt);
                let other = || Failure::conflict("the Idempotency-Key stood for another call");
                return if same { Ok((entry.clone(), false)) } else { Err(other()) };
            }
            check(tx.world())?;
            let purpose = if receipt.reverses.is_some() { Purpose::Reversal } else { Purpose::Deposit };
            let entry = tx.enter(&account.handle, amount, purpose, None, Some(Box::new(receipt)));
            entry.map(|entry| (entry, true)).ok_or_else(|| Failure::conflict("the balance would have too many digits"))
        })
        .await?;
    let status = if new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(view(&entry))).into_response())
}
