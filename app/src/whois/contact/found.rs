//! A contact that the registry shows.

use dk::{ContactStatus, Handle, Management, UserType, VerificationStatus};
use leptos::prelude::*;

use super::props::{Contact, Postal};
use super::text::T;
use super::verification::{Deadlines, VerificationCard};
use crate::whois::object::{
    Answered, DayBy, Events, History, IndexNote, Manager, More, Party, Statuses, UsedBy, Users, back, badge, yes_no,
};
use ui::components::{Badge, Card, PageHead};
use ui::explain::{self, Meaning};
use ui::{Lang, Tone, viewer};

/// What the registry shows instead of an e-mail address to those who may not see it.
const MASKED: &str = "anonymous@punktum.dk";

#[component]
pub(super) fn Found(
    handle: String,
    contact: Contact,
    domains: Vec<UsedBy>,
    domains_total: u64,
    timeline: History,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let name = display_name(&contact).map(|name| view! { <p>{name}</p> });
    let lead = view! {
        {name}
        <p class="badges">{badges(lang, &contact)}</p>
        <Answered freshness=contact.freshness.clone()/>
    }
    .into_any();
    let stranger = (!contact.yours).then(|| view! { <p class="muted">{t.stranger()}</p> });
    let deadlines = contact.verification.clone().map(|verification| view! { <Deadlines verification/> }.into_any());
    let aside = contact.yours || !timeline.is_empty();
    let freshness = contact.freshness.clone();
    let users = (contact.yours || !domains.is_empty())
        .then(|| view! { <Users domains total=domains_total find=handle.clone()/> }.into_any());
    let cards = view! { <Cards contact/>{users} };
    let content = if aside {
        view! { <div class="cols"><div class="stack">{cards}</div><Events history=timeline/></div> }.into_any()
    } else {
        view! { <div class="stack">{cards}</div> }.into_any()
    };
    view! {
        <PageHead title=handle back=back(lang) lead=lead/>
        {stranger}
        <IndexNote freshness/>
        {deadlines}
        {content}
    }
}

/// The name that a person would use: the organisation's, or the person's.
fn display_name(contact: &Contact) -> Option<String> {
    let postal = contact.postal.first()?;
    postal
        .org
        .clone()
        .filter(|org| !org.is_empty())
        .or_else(|| Some(postal.name.clone()).filter(|name| !name.is_empty()))
}

fn badges(lang: Lang, contact: &Contact) -> Vec<AnyView> {
    let t = T(lang);
    let mut badges = Vec::new();
    if let Some(word) = &contact.user_type {
        badges.push(view! { <Badge text=user_type(lang, word)/> }.into_any());
    }
    if contact.sole_proprietorship == Some(true) {
        badges.push(view! { <Badge text=t.sole()/> }.into_any());
    }
    if contact.yours {
        badges.push(view! { <Badge text=t.yours() tone=Tone::Ok/> }.into_any());
    }
    let check = contact.verification.as_ref().and_then(|verification| verification.id.as_ref());
    match (check.and_then(|check| check.status.as_deref()), contact.validated) {
        (Some(word), _) if VerificationStatus::from_word(word) != VerificationStatus::NotRequired => {
            badges.push(badge(&explain::verification(lang, &VerificationStatus::from_word(word))));
        }
        (_, Some(true)) => badges.push(view! { <Badge text=t.validated() tone=Tone::Ok/> }.into_any()),
        (_, Some(false)) => badges.push(view! { <Badge text=t.not_validated()/> }.into_any()),
        _ => {}
    }
    badges
}

fn user_type(lang: Lang, word: &str) -> String {
    UserType::parse(word).map_or_else(|_| word.to_owned(), |user_type| explain::user_type(lang, user_type).to_owned())
}

fn status_meaning(lang: Lang, word: &str) -> Meaning {
    explain::contact_status(lang, &ContactStatus::from_word(word))
}

#[component]
fn Cards(contact: Contact) -> impl IntoView {
    let lang = viewer().lang;
    let danish = contact.postal.iter().any(|postal| postal.country.eq_ignore_ascii_case("DK"));
    let several = contact.postal.len() > 1;
    let numbers = numbers(lang, &contact, danish);
    let mut numbers = Some(numbers);
    let postal: Vec<_> = contact
        .postal
        .iter()
        .map(|postal| {
            view! { <Identity postal=postal.clone() several numbers=numbers.take().unwrap_or_default()/> }.into_any()
        })
        .collect();
    view! {
        {postal}
        {view! { <Reach contact=contact.clone()/> }.into_any()}
        {contact.verification.clone().map(|verification| view! { <VerificationCard verification/> }.into_any())}
        {view! { <AtRegistry contact=contact.clone()/> }.into_any()}
        {view! { <Statuses statuses=contact.statuses explained=status_meaning/> }.into_any()}
        {view! { <More other=contact.other unknown=contact.unknown/> }.into_any()}
    }
}

/// Type, company numbers and the like.
fn numbers(lang: Lang, contact: &Contact, danish: bool) -> Vec<AnyView> {
    let t = T(lang);
    let cvr = if danish { t.cvr() } else { t.foreign_number() };
    let facts = [(cvr, &contact.cvr), (t.p_number(), &contact.p_number), (t.ean(), &contact.ean)];
    let kind = contact.user_type.clone().map(|word| {
        let kind = user_type(lang, &word);
        view! { <dt>{t.kind()}</dt><dd>{kind}" "<code class="muted">{word}</code></dd> }.into_any()
    });
    let numbers = facts
        .into_iter()
        .filter_map(|(label, value)| value.clone().map(|value| view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()));
    let mut rows: Vec<AnyView> = kind.into_iter().chain(numbers).collect();
    if let Some(sole) = contact.sole_proprietorship {
        let text = sole.then(|| view! { <small>{t.sole_text()}</small> });
        rows.push(view! { <dt>{t.sole()}</dt><dd>{yes_no(lang, sole)}{text}</dd> }.into_any());
    }
    rows
}

#[component]
fn Identity(postal: Postal, several: bool, numbers: Vec<AnyView>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let title = match (several, postal.kind.as_str()) {
        (true, "loc") => t.identity_loc(),
        (true, "int") => t.identity_int(),
        _ => t.identity(),
    };
    let org = postal.org.filter(|org| !org.is_empty());
    let person = if org.is_some() { t.attention() } else { t.name() };
    // Where only an organisation's name was given, the registry repeats it as the person's.
    let name = Some(postal.name).filter(|name| !name.is_empty() && org.as_ref() != Some(name));
    let place = [postal.postal_code.unwrap_or_default(), postal.city].join(" ").trim().to_owned();
    let lines: Vec<_> = postal
        .street
        .into_iter()
        .chain([place])
        .chain(postal.state)
        .filter(|line| !line.is_empty())
        .map(|line| view! { <div>{line}</div> }.into_any())
        .collect();
    let address = (!lines.is_empty()).then(|| view! { <dt>{t.address()}</dt><dd>{lines}</dd> });
    let country = Some(postal.country).filter(|code| !code.is_empty()).map(|code| {
        let name = explain::country(lang, &code);
        view! { <dt>{t.country()}</dt><dd>{name}" "<span class="muted">{code}</span></dd> }
    });
    view! {
        <Card title=title.to_owned()>
            <dl class="facts">
                {org.map(|org| view! { <dt>{t.org()}</dt><dd>{org}</dd> })}
                {name.map(|name| view! { <dt>{person}</dt><dd>{name}</dd> })}
                {address}
                {country}
                {numbers}
            </dl>
        </Card>
    }
}

#[component]
fn Reach(contact: Contact) -> impl IntoView {
    let t = T(viewer().lang);
    let phones = [(t.voice(), contact.voice), (t.mobile(), contact.mobile), (t.fax(), contact.fax)];
    let mut rows: Vec<AnyView> = phones
        .into_iter()
        .filter_map(|(label, number)| {
            number.map(|number| view! { <dt>{label}</dt><dd>{number.replacen('.', " ", 1)}</dd> }.into_any())
        })
        .collect();
    if let Some(email) = contact.email.filter(|email| !email.is_empty()) {
        let masked = (email == MASKED).then(|| view! { <small>{t.masked()}</small> });
        rows.push(view! { <dt>{t.email()}</dt><dd>{email}{masked}</dd> }.into_any());
    }
    if let Some(email) = contact.secondary_email.filter(|email| !email.is_empty()) {
        let public = contact.user_type.as_deref().is_some_and(|word| word != UserType::Individual.as_str());
        let public = public.then(|| view! { <small>{t.secondary_text()}</small> });
        rows.push(view! { <dt>{t.secondary_email()}</dt><dd>{email}{public}</dd> }.into_any());
    }
    (!rows.is_empty()).then(|| view! { <Card title=t.reach().to_owned()><dl class="facts">{rows}</dl></Card> })
}

#[component]
fn AtRegistry(contact: Contact) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let management = contact.management.as_deref().and_then(|word| Management::parse(word).ok());
    let by = match (management, contact.cl_id) {
        // The registry names itself as the sponsor of contacts that manage themselves.
        (Some(Management::Registrant), _) => Some(view! { <Manager sponsor=Party::new(Handle::REGISTRY)/> }.into_any()),
        (_, Some(cl_id)) => Some(view! { <Manager sponsor=Party::new(cl_id)/> }.into_any()),
        (Some(management), None) => Some(view! { {explain::management(lang, management)} }.into_any()),
        (None, None) => contact.management.map(|word| view! { <code>{word}</code> }.into_any()),
    };
    let facts = view! {
        {by.map(|by| view! { <dt>{t.management()}</dt><dd>{by}</dd> })}
        {contact.cr_date.map(|at| view! { <dt>{t.created()}</dt><dd><DayBy at by=contact.cr_id/></dd> })}
        {contact.up_date.map(|at| view! { <dt>{t.changed()}</dt><dd><DayBy at by=contact.up_id/></dd> })}
        {contact.tr_date.map(|at| view! { <dt>{t.transferred()}</dt><dd><DayBy at by=None/></dd> })}
        {contact.roid.map(|roid| view! { <dt>{t.roid()}</dt><dd class="mono">{roid}</dd> })}
    };
    view! { <Card title=t.registry().to_owned()><dl class="facts">{facts}</dl></Card> }
}
