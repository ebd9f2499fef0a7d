//! What the form is made of.

use dk::{LocalDateTime, ZonedDateTime};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::accepted;
use super::props::Props;
use super::registrant_fields::RegistrantFields;
use super::text::T;
use crate::whois::consent::ConsentMethod;
use ui::components::{Card, Choice, DateTimeField, Fact, Facts, Field, RadioGroup, Select, TextArea};
use ui::{FormState, local, viewer};

/// What is typed into the form.
pub(super) fn fields(props: Props, state: &FormState) -> AnyView {
    let t = T(viewer().lang);
    // What is wrong is read first; otherwise typing can begin.
    let start = state.errors.is_empty() && state.refusal.is_none() && state.fields.get("domain_name").is_empty();
    let doubled = accepted::doubled(&state.fields);
    let ds_open = !state.fields.get("ds_records").trim().is_empty();
    view! {
        <p class="muted">{t.lead()}</p>
        <DomainCard props=props.clone() start/>
        <Card title=t.card_registrant().to_owned() pad=true><RegistrantFields contacts=props.contacts.clone()/></Card>
        <NameServersCard ds_open/>
        <AcceptedCard current=props.terms_version.clone() doubled/>
        <NotesCard/>
    }
    .into_any()
}

/// Name servers are offered where the form has never been posted.
pub(super) fn with_defaults(mut state: FormState, props: &Props) -> FormState {
    if !state.fields.checked("name_servers") && !props.name_servers.is_empty() {
        state.fields.set("name_servers", props.name_servers.join("\n"));
    }
    // Browsers show nothing of a time that is not in their own form.
    if let Ok(wall) = LocalDateTime::parse(state.fields.get("accepted_at")) {
        state.fields.set("accepted_at", wall.to_input_value());
    }
    state
}

#[component]
fn DomainCard(props: Props, start: bool) -> impl IntoView {
    let t = T(viewer().lang);
    let renewal = vec![
        Choice::new("true", t.renew()).hint(t.renew_hint()),
        Choice::new("false", t.expire()).hint(t.expire_hint()),
    ];
    let default = if props.auto_renew_default { "true" } else { "false" };
    view! {
        <Card title=t.card_domain().to_owned()>
            <div class="pad">
                <Field name="domain_name" label=t.domain_name() hint=t.domain_name_hint() autocomplete="off" autofocus=start
                    live="availability"/>
                <Field name="authorization_code" label=t.authorization_code() hint=t.authorization_code_hint() optional=true
                    autocomplete="off"/>
                <RadioGroup name="auto_renew" label=t.auto_renew() choices=renewal default/>
            </div>
            <Facts>
                <Fact label=t.registrar()><code>{props.registrar_handle}</code>" "{props.registrar_name}</Fact>
                <Fact label=t.period()>{t.one_year()}</Fact>
                <Fact label=t.management()>{t.by_registrar()}</Fact>
            </Facts>
        </Card>
    }
}

#[component]
fn NameServersCard(ds_open: bool) -> impl IntoView {
    let t = T(viewer().lang);
    view! {
        <Card title=t.card_name_servers().to_owned() pad=true>
            <TextArea name="name_servers" label=t.name_servers() hint=t.name_servers_hint() rows=3/>
            <details open=ds_open>
                <summary>{t.ds()}</summary>
                <TextArea name="ds_records" label=t.ds_records() hint=t.ds_records_hint() optional=true rows=2/>
            </details>
        </Card>
    }
}

#[component]
fn AcceptedCard(current: Option<String>, doubled: Option<(OffsetDateTime, OffsetDateTime)>) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let (earliest, latest) = accepted::limits(viewer.now);
    let hint = t.accepted_at_hint(&local::date_time(viewer.lang, earliest), &local::date_time(viewer.lang, latest));
    let methods = std::iter::once(Choice::new("", t.choose()))
        .chain(ConsentMethod::ALL.map(|method| Choice::new(method.as_str(), method.words(viewer.lang))))
        .collect();
    let version_hint =
        current.as_deref().map_or_else(|| t.terms_version_plain().to_owned(), |current| t.terms_version_hint(current));
    let versions =
        current.map(|current| view! { <datalist id="terms-versions"><option value=current></option></datalist> });
    let fold = doubled.map(|doubled| view! { <FoldField doubled/> });
    view! {
        <Card title=t.card_accepted().to_owned() pad=true>
            <p class="muted">{t.accepted_lead()}</p>
            <DateTimeField name="accepted_at" label=t.accepted_at() hint/>
            {fold}
            <div class="two">
                <Select name="consent_method" label=t.consent_method() choices=methods/>
                <Field name="terms_version" label=t.terms_version() hint=version_hint list="terms-versions" autocomplete="off"/>
            </div>
            {versions}
        </Card>
    }
}

/// Asks which of two moments is meant, each with its zone.
#[component]
fn FoldField(doubled: (OffsetDateTime, OffsetDateTime)) -> impl IntoView {
    let t = T(viewer().lang);
    let zone = |at| ZonedDateTime::from_utc(at).abbreviation().to_owned();
    let choices = vec![
        Choice::new("earlier", t.fold_earlier(&zone(doubled.0))),
        Choice::new("later", t.fold_later(&zone(doubled.1))),
    ];
    view! { <RadioGroup name="accepted_fold" label=t.accepted_fold() hint=t.accepted_fold_hint() choices/> }
}

#[component]
fn NotesCard() -> impl IntoView {
    let t = T(viewer().lang);
    view! {
        <Card title=t.card_notes().to_owned() pad=true>
            <p class="muted">{t.notes_lead()}</p>
            <Field name="reference" label=t.reference() optional=true autocomplete="off"/>
            <div class="two">
                <Field name="po_number" label=t.po_number() optional=true autocomplete="off"/>
                <Field name="account_code" label=t.account_code() optional=true autocomplete="off"/>
            </div>
        </Card>
    }
}
