//! Register domain name: the form, its review, and the application through the journal.

use app::whois::register::{self as page, Availability, Props, Registrant, Request, ReviewProps, review};
use axum::extract::RawQuery;
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dk::{Billable, Management, MetaRole, Money, VerificationStatus};
use ui::{FieldErrors, FormState, Funds, urls};

use super::show::contact_name;
use super::{applications, refused};
use crate::access::{Register, RegisterPage};
use crate::context::Ctx;
use crate::query;
use crate::registry::index::{self, ContactRow};
use crate::registry::journal::{Actor, Consent, NewOperation, PortalFields, State, Submitted};
use crate::registry::operations::{self, AUTH_INFO, ContactCreate, ContactMode, DomainCreate, Secrets};
use crate::registry::prices;
use crate::registry::{self, Paging};
use crate::registry_errors::outage;
use crate::respond::{self, PageError, PageResult};

/// Contacts offered while typing a handle.
const OFFERED: i64 = 200;
/// Fields that the address may fill in.
const FROM_ADDRESS: [&str; 2] = ["domain_name", "registrant_handle"];

pub async fn open(mut ctx: Ctx<RegisterPage>, RawQuery(asked): RawQuery) -> PageResult {
    let mut state = ctx.opened_form().await?;
    let asked = query::fields(asked.as_deref());
    for name in FROM_ADDRESS {
        if state.fields.get(name).is_empty() && !asked.get(name).is_empty() {
            state.fields.set(name, asked.get(name));
        }
    }
    let key = new_key(&ctx);
    let props = props(&mut ctx, key).await?;
    Ok(respond::page(page::page(ctx.viewer, props, &state)))
}

pub async fn post(ctx: Ctx<Register>) -> PageResult {
    match ctx.fields.get("step") {
        "edit" => {
            let state = FormState::of(ctx.fields.clone());
            shown(ctx, state, false).await
        }
        "send" => send(ctx).await,
        _ => to_review(ctx).await,
    }
}

async fn to_review(mut ctx: Ctx<Register>) -> PageResult {
    let (request, registrant) = match read(&mut ctx).await? {
        Ok(read) => read,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return shown(ctx, state, true).await;
        }
    };
    let (availability, funds) = tokio::join!(availability(&ctx, &request), fresh_funds(&ctx));
    let props = ReviewProps {
        request,
        registrant,
        availability,
        funds: funds?,
        registrar: (ctx.who.account_handle.clone(), ctx.who.account_name.clone()),
        form_key: key_of(&ctx),
    };
    Ok(respond::page(review(ctx.viewer, props, &ctx.fields)))
}

async fn send(mut ctx: Ctx<Register>) -> PageResult {
    let request = match read(&mut ctx).await? {
        Ok((request, _)) => request,
        Err(errors) => {
            let state = FormState::with_errors(ctx.fields.clone(), errors);
            return shown(ctx, state, true).await;
        }
    };
    let name = request.domain.unicode().to_owned();
    let price = price(&mut ctx).await?;
    let operation = operation(&request, key_of(&ctx), price);
    let actor = Actor { user: Some(ctx.user()), name: ctx.who.email.clone() };
    let submitted = ctx.app.registry.journal().submit(ctx.account(), &actor, operation).await;
    let submitted = submitted.map_err(|error| match error {
        registry::RegistryError::Database(error) => PageError::from(error),
        error => {
            tracing::warn!(%error, "an application was not planned");
            PageError::RegistryDown
        }
    })?;
    let refusal = match &submitted {
        Submitted::Conflict(_) => return Err(PageError::Conflict),
        // The journal plans no second application for a name before the first is decided.
        Submitted::Open(open) => {
            let mut tx = ctx.tx().await?;
            let children = registry::journal::children(&mut tx, open.id).await?;
            tx.commit().await?;
            let asked = applications::asked(open, &children).is_some();
            page::already_open(ctx.lang(), &name, &open.id.to_string(), applications::state(open), asked)
        }
        Submitted::New(operation) | Submitted::Same(operation) if operation.state == State::Refused => {
            let mut tx = ctx.tx().await?;
            let children = registry::journal::children(&mut tx, operation.id).await?;
            tx.commit().await?;
            refused::of(&ctx.who, operation, &children)
        }
        Submitted::New(operation) | Submitted::Same(operation) => {
            return Ok(respond::go_to(&urls::application(&operation.id.to_string())));
        }
    };
    let state = FormState { fields: ctx.fields.clone(), refusal: Some(refusal), ..FormState::default() };
    // The refused application keeps its key; what is sent next is another one.
    shown_with_key(ctx, state, None, true).await
}

/// Reads the form, and checks a known registrant against the index.
async fn read(
    ctx: &mut Ctx<Register>,
) -> Result<Result<(Request, Option<page::KnownContact>), FieldErrors>, PageError> {
    let request = match page::parse(&ctx.fields, ctx.lang(), ctx.app.clock.now(), ctx.who.renews_by_default) {
        Ok(request) => request,
        Err(errors) => return Ok(Err(errors)),
    };
    let Registrant::Handle(handle) = &request.registrant else { return Ok(Ok((request, None))) };
    let mut tx = ctx.tx().await?;
    let known = index::contact(&mut tx, handle.as_str()).await?;
    tx.commit().await?;
    let known = known.map(known_contact);
    if let Some(Err(errors)) = known.as_ref().map(|known| page::check_registrant(known, ctx.lang())) {
        return Ok(Err(errors));
    }
    Ok(Ok((request, known)))
}

async fn shown(ctx: Ctx<Register>, state: FormState, wrong: bool) -> PageResult {
    let key = key_of(&ctx);
    shown_with_key(ctx, state, Some(key), wrong).await
}

async fn shown_with_key(
    mut ctx: Ctx<Register>,
    state: FormState,
    key: Option<String>,
    wrong: bool,
) -> Result<Response, PageError> {
    let key = key.unwrap_or_else(|| new_key(&ctx));
    let props = props(&mut ctx, key).await?;
    let html = page::page(ctx.viewer, props, &state);
    Ok(if wrong { respond::invalid(html) } else { respond::page(html) })
}

/// A constant number of queries: contacts, price, and what the last registration used.
async fn props<F>(ctx: &mut Ctx<F>, form_key: String) -> Result<Props, PageError> {
    let now = ctx.app.clock.now();
    let environment = ctx.app.environment.as_str();
    let mut tx = ctx.tx().await?;
    let paging = Paging { page: 1, per_page: OFFERED };
    let contacts = index::list_contacts(&mut tx, None, paging).await?.rows;
    let price = prices::price_at(&mut tx, environment, Billable::Create, now).await?;
    let last = sqlx::query!(
        r#"select request->'name_servers' as name_servers,
               (select terms_version from consent order by consent_id desc limit 1) as terms_version
           from operation where kind = 'domain.create' order by planned_at desc limit 1"#
    )
    .fetch_optional(&mut *tx)
    .await?;
    tx.commit().await?;
    let (name_servers, terms_version) = last.map(|last| (last.name_servers, last.terms_version)).unwrap_or_default();
    Ok(Props {
        registrar_handle: ctx.who.account_handle.clone(),
        registrar_name: ctx.who.account_name.clone(),
        auto_renew_default: ctx.who.renews_by_default,
        name_servers: name_servers.and_then(|list| serde_json::from_value(list).ok()).unwrap_or_default(),
        contacts: contacts
            .into_iter()
            .filter(|row| row.management.as_deref() != Some("registrant"))
            .map(known_contact)
            .collect(),
        terms_version,
        funds: funds(ctx, price, ctx.who.balance),
        form_key,
    })
}

fn funds<F>(ctx: &Ctx<F>, price: Option<Money>, balance: Option<Money>) -> Funds {
    Funds { price, balance, sees_balance: ctx.who.is(MetaRole::Payer) }
}

async fn price<F>(ctx: &mut Ctx<F>) -> Result<Option<Money>, PageError> {
    let mut tx = ctx.tx().await?;
    let price = prices::price_at(&mut tx, ctx.app.environment.as_str(), Billable::Create, ctx.app.clock.now()).await?;
    tx.commit().await?;
    Ok(price)
}

/// Price and a balance of the last minute.
async fn fresh_funds<F>(ctx: &Ctx<F>) -> Result<Funds, PageError> {
    let mut tx = ctx.app.db.reading(ctx.account()).await?;
    let price = prices::price_at(&mut tx, ctx.app.environment.as_str(), Billable::Create, ctx.app.clock.now()).await?;
    tx.commit().await?;
    let balance = ctx.app.registry.balance(ctx.account()).await.ok().map(|balance| balance.amount);
    Ok(funds(ctx, price, balance))
}

async fn availability<F>(ctx: &Ctx<F>, request: &Request) -> Availability {
    let names = [request.domain.unicode().to_owned()];
    match ctx.app.registry.check_domains(ctx.account(), &names).await.into_iter().next().map(|checked| checked.result) {
        Some(Ok(registry::Availability::Available)) => Availability::of_check(true, None),
        Some(Ok(registry::Availability::Taken(reason))) => Availability::of_check(false, reason.as_deref()),
        Some(Err(error)) => Availability::Unanswered(outage(&error).unwrap_or_default()),
        None => Availability::Unanswered(ui::explain::Outage::Other),
    }
}

fn known_contact(row: ContactRow) -> page::KnownContact {
    let place: Vec<_> =
        [row.city.clone(), row.country.clone()].into_iter().flatten().filter(|part| !part.is_empty()).collect();
    page::KnownContact {
        name: contact_name(&row),
        place: place.join(", "),
        management: row.management.as_deref().and_then(|word| word.parse::<Management>().ok()),
        verification: row.verification.as_deref().map(VerificationStatus::from_word),
        handle: row.handle,
    }
}

/// The application for the journal, with the contact's creation before it where there is one.
fn operation(request: &Request, form_key: String, price: Option<Money>) -> NewOperation {
    let registrant = match &request.registrant {
        Registrant::Handle(handle) => operations::Registrant::Handle(handle.clone()),
        Registrant::New(_) => operations::Registrant::Created,
    };
    let create = DomainCreate {
        domain: request.domain.clone(),
        registrant,
        name_servers: request.name_servers.clone(),
        ds: request.ds.clone(),
        auto_renew: Some(request.auto_renew),
        accepted_at: request.accepted.confirmation.accepted_at().unix_timestamp(),
    };
    let mut operation = NewOperation::new("register", form_key.clone(), create);
    if let Some(code) = &request.authorization_code {
        operation.secrets = Secrets::none().with(AUTH_INFO, epp::Secret::from(code.expose().to_owned()));
    }
    operation.expected_debit = price;
    operation.fields = PortalFields {
        reference: request.reference.clone(),
        po_number: request.po_number.clone(),
        account_code: request.account_code.clone(),
    };
    operation.consent = Some(Consent {
        accepted_at: request.accepted.confirmation.accepted_at(),
        method: request.accepted.method.as_str().to_owned(),
        terms_version: request.accepted.terms_version.clone(),
    });
    if let Registrant::New(contact) = &request.registrant {
        operation.first = Some(Box::new(NewOperation::new("register.contact", form_key, contact_create(contact))));
    }
    operation
}

fn contact_create(contact: &page::NewContact) -> ContactCreate {
    let text = |value: &dyn std::fmt::Display| value.to_string();
    ContactCreate {
        mode: match contact.mode {
            page::ContactMode::Auto => ContactMode::Auto,
            page::ContactMode::Force => ContactMode::Force,
        },
        user_type: contact.user_type.as_str().to_owned(),
        name: contact.name.clone(),
        organisation: contact.organisation.clone(),
        street: contact.street.clone(),
        city: contact.city.clone(),
        state: contact.region.clone(),
        postal_code: contact.postal_code.as_ref().map(|code| text(code)),
        country: contact.country.to_string(),
        voice: Some(text(&contact.phone)),
        mobile: contact.mobile.as_ref().map(|phone| text(phone)),
        email: text(&contact.email),
        secondary_email: contact.secondary_email.as_ref().map(|email| text(email)),
        cvr: contact.company_number.as_ref().map(|number| text(number)),
        pnumber: contact.p_number.as_ref().map(|number| text(number)),
        ean: contact.ean.as_ref().map(|number| text(number)),
        sole_proprietorship: contact.sole_proprietorship,
        // The domain will be managed by the registrar, and its registrant must be so too.
        management: Some(Management::Registrar.as_str().to_owned()),
        verified: contact.verified.then_some(true),
        responsible: None,
    }
}

fn new_key<F>(ctx: &Ctx<F>) -> String {
    URL_SAFE_NO_PAD.encode(ctx.app.clock.random::<16>())
}

/// The posted key; a form without one (a script, an old page) gets a new one and is reviewed before it is sent.
fn key_of<F>(ctx: &Ctx<F>) -> String {
    let posted = ctx.fields.get("form_key");
    if posted.is_empty() || posted.len() > 64 { new_key(ctx) } else { posted.to_owned() }
}
