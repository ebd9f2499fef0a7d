//! `balance:info`: the prepaid account (Punktum dk EPP specification § Balance and Prepaid Account).

use dk::MetaRole;
use epp::ResData;
use epp::balance::{InfoData, Threshold};
use rust_decimal::Decimal;

use super::{Answer, Call, Refusal, Reply};
use crate::world::World;

pub(super) fn run(world: &World, call: &Call<'_>) -> Answer {
    // verify
    if !call.user.roles.contains(MetaRole::Payer) {
        return Err(Refusal::unauthorized());
    }
    // load
    let account = world.account(call.account()).ok_or_else(Refusal::internal)?;
    // respond: accounts are prepaid, so there is neither credit nor a threshold
    let zero = Decimal::new(0, 2);
    Ok(Reply::data(ResData::Balance(InfoData {
        credit_limit: zero,
        balance: account.balance.as_decimal(),
        available_credit: zero,
        credit_threshold: Threshold::Fixed(zero),
    })))
}
