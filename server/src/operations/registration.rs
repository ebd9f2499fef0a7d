//! What is only a registration's.

use app::operations::{Consent, Props, Registration, Rejection, State};
use app::whois::consent::ConsentMethod;
use dk::{Act, RiskColour};
use ui::Lang;
use uuid::Uuid;

use crate::db::Tx;
use crate::registry::index::{self, DomainRow};
use crate::registry::journal::{self, Operation};
use crate::registry::operations::{self, Request};

/// Adds it to the page's content: three queries.
///
/// # Errors
/// Where the database refuses.
pub async fn fill(
    tx: &mut Tx,
    lang: Lang,
    props: &mut Props,
    operation: &Operation,
    children: &[Operation],
) -> sqlx::Result<()> {
    let mut known = requested(operation);
    known.tracking_no.clone_from(&operation.tracking_no);
    known.risk = operation.outcome.risk.as_deref().map(RiskColour::from_word);
    known.rejection = props.message.as_ref().map(|_| rejection(operation.outcome.message_kind.as_deref()));
    let created = children.iter().find(|child| child.act() == Some(Act::CreateContact));
    if let Some(child) = created.filter(|child| child.state == journal::State::Done) {
        known.registrant = Some(child.object.clone());
        known.registrant_reused = child.outcome.reused == Some(true);
    }
    let handle = known.registrant.clone().unwrap_or_default();
    let registrant = index::contact(tx, &handle).await?;
    known.registrant_name = registrant.as_ref().map(index::ContactRow::called);
    known.verify_before = registrant.and_then(|row| row.verify_before);
    known.consent = consent(tx, operation.id, lang).await?;
    let indexed = index::domain(tx, &operation.object).await?;
    if let Some(row) = indexed.filter(|row| row.confirmed_at > operation.settled_at) {
        seen_since(props, operation, &row);
    }
    props.registration = Some(known);
    Ok(())
}

/// What was asked for.
fn requested(operation: &Operation) -> Registration {
    // The code itself is masked in the kept frame; without one the element is empty.
    let used_code = operation.request_frame.as_deref().is_some_and(|frame| frame.contains("<domain:pw>"));
    let Ok(Request::DomainCreate(create)) = operation.typed() else {
        return Registration { used_code, ..Registration::default() };
    };
    Registration {
        registrant: match &create.registrant {
            operations::Registrant::Handle(handle) => Some(handle.as_str().to_owned()),
            operations::Registrant::Created => None,
        },
        name_servers: create.name_servers.as_slice().iter().map(|host| host.unicode().to_owned()).collect(),
        ds: create.ds.iter().map(ToString::to_string).collect(),
        auto_renew: create.auto_renew,
        used_code,
        ..Registration::default()
    }
}

/// What the registry has told of a registered name since the application was settled.
fn seen_since(props: &mut Props, operation: &Operation, row: &DomainRow) {
    let held = row.statuses.iter().any(|status| status == "serverHold");
    let works = !held && !row.statuses.iter().any(|status| status.starts_with("pending"));
    match props.state {
        // Verified since.
        State::AwaitingVerification if works => props.state = State::Done,
        State::Done if operation.outcome.activated.is_none() && held => props.state = State::AwaitingVerification,
        State::Done if works => props.told_by_person = false,
        _ => {}
    }
}

async fn consent(tx: &mut Tx, id: Uuid, lang: Lang) -> sqlx::Result<Option<Consent>> {
    let row = sqlx::query!(
        "select accepted_at, method, terms_version, recorded_at, recorded_by from consent where operation_id = $1",
        id
    )
    .fetch_optional(&mut **tx)
    .await?;
    Ok(row.map(|row| Consent {
        accepted_at: row.accepted_at,
        method: ConsentMethod::from_word(&row.method).map(|method| method.words(lang)),
        terms_version: row.terms_version,
        recorded_at: row.recorded_at,
        recorded_by: row.recorded_by,
    }))
}

fn rejection(kind: Option<&str>) -> Rejection {
    match kind {
        Some("rejected_taken") => Rejection::Taken,
        Some("rejected_mismatch") => Rejection::ModelMismatch,
        Some("cancelled_terms") => Rejection::TermsNotAccepted,
        Some("cancelled") => Rejection::Cancelled,
        _ => Rejection::Other,
    }
}
