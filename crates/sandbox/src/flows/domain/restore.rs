//! `domain:update` with a restore report (Punktum dk EPP specification § restore domain; RFC 3915).

use dk::{Act, DomainName};
use epp::ResultCode;
use epp::domain::Update;

use crate::flows::rights::holds_role;
use crate::flows::{Answer, Call, Refusal, Reply};
use crate::processing::life_cycle::{self, Return};
use crate::world::{Tx, status};

/// Restores a deleted or expired name as it was, for a year: that year and a fee are debited. What the report says is not
/// looked at.
pub(in crate::flows) fn run(tx: &mut Tx<'_>, call: &Call<'_>, command: &Update) -> Answer {
    // verify
    let Some(restore) = &command.restore else { return Err(Refusal::required("rgp:restore")) };
    if restore.op != "report" {
        let code = ResultCode::UNIMPLEMENTED_OPTION;
        return Err(Refusal::new(code, code.standard_message().unwrap_or_default()));
    }
    if restore.report.is_none() {
        return Err(Refusal::required("rgp:report"));
    }
    let changes = changes(command);
    if !changes.is_empty() {
        let text = format!("Multiple operations perfomed in one request: (restore, {})", changes.join(", "));
        return Err(Refusal::new(ResultCode::DATA_MANAGEMENT_POLICY_VIOLATION, text));
    }
    let not_found = || Refusal::unknown("Domain does not exist");
    let name = DomainName::parse(&command.name).map_err(|_| not_found())?;
    // load
    let domain = tx.world().domain(name.unicode()).cloned().ok_or_else(not_found)?;
    // check
    let allowed = call.may(Act::RestoreDomain) && holds_role(tx.world(), call, &domain, domain.admin.as_ref());
    if !allowed || !status::in_redemption(tx.world(), &domain) {
        let text = "No privilege. You are not authorized to restore domain";
        return Err(Refusal::new(ResultCode::AUTHORIZATION_ERROR, text));
    }
    // change
    life_cycle::bring_back(tx, call.settings, &domain, Return::Restored(call.transaction));
    // respond
    Ok(Reply::done())
}

/// The changes that came with the report, although RFC 3915 wants none (§ 4.2.5).
fn changes(command: &Update) -> Vec<&'static str> {
    let all = [
        ("change registrant", command.registrant.is_some()),
        ("remove", !command.rem.is_empty()),
        ("add", !command.add.is_empty()),
        ("change authinfo", command.auth_info.is_some()),
        ("change auto_renew", command.auto_renew.is_some()),
        ("change DS records", command.sec_dns.is_some()),
    ];
    all.into_iter().filter_map(|(name, there)| there.then_some(name)).collect()
}
