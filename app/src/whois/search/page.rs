//! The page.

use dk::{SearchTerm, UnavailableReason, VerificationStatus};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::form::{FIELD, MOST_TERMS};
use super::hints::Hints;
use super::results::{Invalid, Results};
use super::text::T;
use crate::components::{Form, Icon, Note, PageHead, TextArea, Tone};
use crate::explain::{self, Outage};
use crate::render::viewer;
use crate::{Fields, FormState, Viewer, document, local, urls};

/// What the search page shows.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// What was searched for, as typed; empty where nothing was asked yet.
    pub query: String,
    /// How many terms beyond the most that one search takes were left out.
    pub terms_dropped: usize,
    /// A row for each term, in their order, those that cannot be looked up included.
    pub rows: Vec<Row>,
    /// How long the registry took for all of them together, in milliseconds; none where it was not asked or did not answer.
    pub registry_ms: Option<u64>,
    /// Why the registry left (some) questions without an answer; none where all is well.
    pub outage: Option<Outage>,
}

/// What is known about one term.
#[derive(Clone, Debug)]
pub struct Row {
    /// What was asked for.
    pub term: SearchTerm,
    /// The answer; ignored for [`SearchTerm::Invalid`].
    pub answer: Answer,
    /// The registry's own words for it, such as `In use`.
    pub reason: Option<String>,
    /// Name of the registrant, or of the contact, where it is known.
    pub name: Option<String>,
    /// The registry's statuses.
    pub statuses: Vec<String>,
    /// Paid until, for domain names.
    pub expires_at: Option<OffsetDateTime>,
    /// Sponsoring client (`clID`): a registrar's handle, or the registry's own for registrant-managed objects.
    pub managed_by: Option<String>,
    /// Where (some of) this comes from Birk's index: when the registry last confirmed it.
    pub index_confirmed_at: Option<OffsetDateTime>,
}

impl Row {
    /// A row of which nothing but the answer is known.
    pub fn new(term: SearchTerm, answer: Answer) -> Self {
        Self {
            term,
            answer,
            reason: None,
            name: None,
            statuses: Vec::new(),
            expires_at: None,
            managed_by: None,
            index_confirmed_at: None,
        }
    }
}

/// The answer for one term.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Answer {
    /// A domain name that can be registered.
    Available,
    /// A domain name of the viewer's account.
    Yours,
    /// Somebody else's domain name.
    InUse,
    /// A domain name that is applied for.
    Enqueued,
    /// A domain name that is offered to the first on its waiting list.
    OfferedOnWaitingList,
    /// A domain name that cannot be registered, for the reason that the registry gives.
    Taken,
    /// A contact.
    Contact {
        /// Where the verification of its identity stands, if the registry says so.
        verification: Option<VerificationStatus>,
        /// Whether the registry counts it as validated.
        validated: Option<bool>,
    },
    /// A name server that is registered.
    Host {
        /// Whether the viewer's account administers it.
        yours: bool,
    },
    /// A registrar account. The registry tells nothing about others than one's own.
    Registrar {
        /// Whether it is the viewer's.
        yours: bool,
    },
    /// The registry knows no such contact or host.
    NotFound,
    /// It exists, but the registry does not show it to this account (2201).
    NotShown,
    /// The registry refused the question; its words are the row's reason.
    Refused,
    /// The registry gave no answer.
    #[default]
    Unanswered,
}

impl Answer {
    /// The answer that a check gives about a domain name.
    pub fn of_domain_check(available: bool, reason: Option<&str>) -> Self {
        if available {
            return Self::Available;
        }
        match reason.map(UnavailableReason::from_word) {
            Some(UnavailableReason::InUse) => Self::InUse,
            Some(UnavailableReason::Enqueued) => Self::Enqueued,
            Some(UnavailableReason::OfferedOnWaitingList) => Self::OfferedOnWaitingList,
            Some(UnavailableReason::Other(_)) | None => Self::Taken,
        }
    }
}

/// The page.
pub fn page(viewer: Viewer, props: Props) -> String {
    let t = T(viewer.lang);
    let title = match props.rows.as_slice() {
        [row] => t.title_of(&row.term.to_string()),
        _ => t.title().to_owned(),
    };
    document(viewer, &title, move || view! { <Search props/> })
}

#[component]
fn Search(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let asked = !props.rows.is_empty() || props.terms_dropped > 0;
    let (invalid, rows): (Vec<_>, Vec<_>) = props.rows.into_iter().partition(|row| !row.term.is_valid());
    let outage = props.outage.map(|outage| view! { <OutageNote outage rows=rows.clone()/> }.into_any());
    let nothing = (!asked && !props.query.is_empty())
        .then(|| view! { <Note tone=Tone::Warn title=t.nothing() live=true>""</Note> });
    let mut fields = Fields::default();
    fields.set(FIELD, props.query);
    view! {
        <PageHead title=t.title().to_owned()/>
        <Form action=urls::SEARCH.to_owned() state=FormState::of(fields) class="searchbar">
            <TextArea name=FIELD label=t.label() rows=1 bare=true autofocus=!asked hint=t.hint(MOST_TERMS)/>
            <button class="btn primary"><Icon name="search"/>{t.search()}</button>
            <p class="hint" id="f-q-hint">{t.hint(MOST_TERMS)}</p>
        </Form>
        {nothing}
        {outage}
        {(props.terms_dropped > 0).then(|| view! { <Dropped count=props.terms_dropped/> })}
        {(!rows.is_empty()).then(|| view! { <Results rows ms=props.registry_ms/> }.into_any())}
        {(!invalid.is_empty()).then(|| view! { <Invalid rows=invalid/> }.into_any())}
        {(!asked).then(|| view! { <Hints/> }.into_any())}
    }
}

#[component]
fn OutageNote(outage: Outage, rows: Vec<Row>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let (title, text) = explain::outage(lang, &outage);
    let count = move |n: usize| local::number(lang, u64::try_from(n).unwrap_or(u64::MAX));
    let answered = rows.iter().filter(|row| row.answer != Answer::Unanswered).count();
    let partial = (answered > 0).then(|| view! { <p>{t.partial(&count(answered), &count(rows.len()))}</p> });
    view! { <Note tone=Tone::Warn title live=true><p>{text}</p>{partial}<p>{t.still_works()}</p></Note> }
}

#[component]
fn Dropped(count: usize) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let number = move |n: usize| local::number(lang, u64::try_from(n).unwrap_or(u64::MAX));
    view! { <Note tone=Tone::Warn title=t.dropped_title(&number(count))>{t.dropped(&number(MOST_TERMS))}</Note> }
}
