//! DS records of a name (Punktum dk EPP specification § Add DSRECORDS, § Remove DSRECORDS; name service specification
//! § DNSSEC).

use dk::{Act, DigestType, DsAlgorithm, DsError, DsRecord};
use epp::ResultCode;
use epp::domain::Update;
use epp::extensions::secdns;

use super::{Draft, no_privilege, unimplemented};
use crate::flows::Refusal;
use crate::world::World;
use crate::world::domain::DsData;

/// What is wrong with a command whatever the name.
pub(super) fn check_form(command: &Update) -> Result<(), Refusal> {
    let Some(given) = &command.sec_dns else { return Ok(()) };
    let Some(rem) = &given.rem else { return Ok(()) };
    if rem.all && !(rem.ds.is_empty() && rem.keys.is_empty()) {
        let text = "Remove \"all\" and specific keys not allowed in same operation.";
        return Err(Refusal::new(ResultCode::PARAMETER_VALUE_POLICY, text));
    }
    Ok(())
}

/// Removes records. Those that a change of name servers in the same command has deleted count as removed.
pub(super) fn remove(world: &World, draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Some(given) = &draft.command.sec_dns else { return Ok(()) };
    let standing = draft.standing;
    if !draft.call.may(Act::ChangeDs) || !(standing.registrar || standing.admin || standing.servers || draft.by_token) {
        return Err(no_privilege());
    }
    draft.check_state(world)?;
    let Some(rem) = &given.rem else { return Ok(()) };
    let records = read(&rem.ds, &rem.keys)?;
    if !rem.all && records.is_empty() {
        return Ok(());
    }
    if draft.before.ds.is_empty() {
        return Err(Refusal::unknown("No DS records for domain"));
    }
    if !records.iter().all(|record| holds(&draft.before.ds, record)) {
        return Err(Refusal::unknown("DS set not found"));
    }
    draft.after.ds.retain(|record| !rem.all && !holds(&records, record));
    Ok(())
}

/// Adds records.
pub(super) fn add(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Some(given) = draft.command.sec_dns.as_ref().and_then(|given| given.add.as_ref()) else { return Ok(()) };
    let mut all = draft.after.ds.clone();
    for record in read(&given.ds, &given.keys)? {
        if holds(&all, &record) {
            return Err(Refusal::new(ResultCode::OBJECT_EXISTS, "DS set already exists"));
        }
        all.push(record);
    }
    if all.len() > dk::ds::MAX_DS_RECORDS {
        return Err(Refusal::policy());
    }
    draft.after.ds = all;
    Ok(())
}

/// Checks the records of a new name; the signature lifetime is ignored.
pub(in crate::flows::domain) fn check(given: &secdns::SecDns) -> Result<Vec<DsData>, Refusal> {
    if given.ds.len() > dk::ds::MAX_DS_RECORDS {
        return Err(Refusal::policy());
    }
    let records = read(&given.ds, &given.keys)?;
    let repeated = records.iter().enumerate().any(|(index, record)| holds(&records[..index], record));
    if repeated { Err(Refusal::new(ResultCode::OBJECT_EXISTS, "DS set already exists")) } else { Ok(records) }
}

/// Whether a record is among others; digests are numbers, so their letters' case says nothing.
fn holds(records: &[DsData], wanted: &DsData) -> bool {
    records.iter().any(|held| {
        (held.key_tag, held.algorithm, held.digest_type) == (wanted.key_tag, wanted.algorithm, wanted.digest_type)
            && held.digest.eq_ignore_ascii_case(&wanted.digest)
    })
}

fn read(given: &[secdns::DsData], keys: &[secdns::KeyData]) -> Result<Vec<DsData>, Refusal> {
    if !keys.is_empty() || given.iter().any(|ds| ds.key.is_some()) {
        return Err(unimplemented());
    }
    given.iter().map(read_one).collect()
}

fn read_one(ds: &secdns::DsData) -> Result<DsData, Refusal> {
    let range = |text: &str| Refusal::new(ResultCode::PARAMETER_VALUE_RANGE, text);
    let unsupported = || range("Parameter value range error");
    let algorithm = DsAlgorithm::from_number(ds.alg).ok_or_else(unsupported)?;
    let digest_type = DigestType::from_number(ds.digest_type).ok_or_else(unsupported)?;
    let record = DsRecord::new(ds.key_tag, algorithm, digest_type, &ds.digest).map_err(|error| match error {
        DsError::BadDigestLength { .. } => range("Bad digest length"),
        _ => Refusal::bad_value("secDNS:digest", &ds.digest),
    })?;
    Ok(DsData {
        key_tag: record.key_tag(),
        algorithm: record.algorithm().number(),
        digest_type: record.digest_type().number(),
        digest: record.digest().to_owned(),
    })
}
