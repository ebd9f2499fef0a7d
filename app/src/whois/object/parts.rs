//! Pieces of the pages.

use dk::Handle;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::T;
use super::{Freshness, History, Party, Status, Unknown, UsedBy};
use ui::components::{Badge, Card, Details, DomainStatuses, Empty, Moment, Note, RefusalNote, Table, Timeline};
use ui::explain::{self, Meaning, Outage};
use ui::{Lang, Refusal, Tone, local, urls, viewer};

/// Words and address of the link back to the search.
pub(crate) fn back(lang: Lang) -> (String, String) {
    (T(lang).back().to_owned(), urls::SEARCH.to_owned())
}

/// A badge with the meaning of a status.
pub(crate) fn badge(meaning: &Meaning) -> AnyView {
    view! { <Badge text=meaning.label.clone() tone=meaning.tone/> }.into_any()
}

/// Under the title: that the registry answered just now. Nothing where it did not: [`IndexNote`] says that.
#[component]
pub(crate) fn Answered(freshness: Freshness) -> impl IntoView {
    let lang = viewer().lang;
    match freshness {
        Freshness::Answered { ms, at } => {
            let said = T(lang).answered(&local::number(lang, ms), &local::time_of_day(at));
            view! { <p class="muted"><small>{said}</small></p> }.into_any()
        }
        Freshness::Index { .. } => ().into_any(),
    }
}

/// That the registry does not answer, and how old the facts are.
#[component]
pub(crate) fn IndexNote(freshness: Freshness) -> impl IntoView {
    let viewer = viewer();
    let lang = viewer.lang;
    let t = T(lang);
    match freshness {
        Freshness::Answered { .. } => ().into_any(),
        Freshness::Index { confirmed_at, outage } => {
            let (title, why) = explain::outage(lang, &outage);
            let age = confirmed_at.map_or_else(
                || t.index_own().to_owned(),
                |at| t.index(&local::date_time(lang, at), &local::ago(lang, at, viewer.now)),
            );
            view! { <Note tone=Tone::Warn title live=true><p>{why}</p><p>{age}</p></Note> }.into_any()
        }
    }
}

/// Neither registry nor index: what happened, and what to do.
#[component]
pub(crate) fn Unanswered(outage: Outage) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let (title, why) = explain::outage(viewer.lang, &outage);
    view! {
        <Note tone=Tone::Warn title live=true><p>{why}</p><p>{t.not_known()}" "{t.still_works()}</p></Note>
        <div class="actions">
            <a class="btn primary" href=viewer.path.clone()>{t.try_again()}</a>
            <a class="btn" href=urls::SEARCH>{t.new_search()}</a>
        </div>
    }
}

/// A refusal instead of an answer.
#[component]
pub(crate) fn Refused(refusal: Refusal, #[prop(default = Tone::Bad)] tone: Tone) -> impl IntoView {
    let t = T(viewer().lang);
    view! { <RefusalNote refusal tone/><div class="actions"><a class="btn" href=urls::SEARCH>{t.new_search()}</a></div> }
}

/// Something that does not exist.
#[component]
pub(crate) fn Absent(#[prop(into)] title: String, #[prop(into)] text: String) -> impl IntoView {
    let t = T(viewer().lang);
    view! {
        <Note title><p>{text}</p></Note>
        <div class="actions"><a class="btn" href=urls::SEARCH>{t.new_search()}</a></div>
    }
}

/// A day.
#[component]
pub(crate) fn Day(at: OffsetDateTime) -> impl IntoView {
    view! { <time datetime=local::machine(at)>{local::date(viewer().lang, at)}</time> }
}

/// A day, and who did it.
#[component]
pub(crate) fn DayBy(at: OffsetDateTime, by: Option<String>) -> impl IntoView {
    let lang = viewer().lang;
    let by = by.map(|who| view! { <small>{T(lang).created_by(&who)}</small> });
    view! { <time datetime=local::machine(at)>{local::date_time(lang, at)}</time>{by} }
}

/// `Yes` or `No`.
pub(crate) fn yes_no(lang: Lang, yes: bool) -> &'static str {
    if yes { T(lang).yes() } else { T(lang).no() }
}

/// Whether a contact of this handle has a page: registrars have none.
fn has_page(handle: &str) -> bool {
    Handle::parse(handle).is_ok()
}

/// A handle, linked where it has a page.
pub(crate) fn handle_link(handle: &str) -> AnyView {
    let text = handle.to_owned();
    if has_page(handle) {
        return view! { <a class="mono" href=urls::contact(handle)>{text}</a> }.into_any();
    }
    view! { <span class="mono">{text}</span> }.into_any()
}

/// Whom something refers to: name, handle, and how old the name is.
#[component]
pub(crate) fn PartyLine(party: Party) -> impl IntoView {
    let viewer = viewer();
    let lang = viewer.lang;
    let t = T(lang);
    let own = viewer.user.as_ref().filter(|user| user.account_handle == party.handle);
    let yours = own.map(|_| view! { " "<span class="muted">{format!("({})", t.your_account())}</span> });
    let age = party.confirmed_at.filter(|_| party.name.is_some());
    let age = age.map(|at| view! { <small>{t.index_age(&local::ago(lang, at, viewer.now))}</small> });
    // The index does not keep the account's own name.
    let name = party.name.or_else(|| own.map(|user| user.account_name.clone())).map(|name| view! { {name}" " });
    view! { {name}{handle_link(&party.handle)}{yours}{age} }
}

/// Which model, and who manages.
#[component]
pub(crate) fn Manager(sponsor: Party) -> impl IntoView {
    let t = T(viewer().lang);
    if sponsor.handle == Handle::REGISTRY {
        return view! { {t.the_registrant()}" "<span class="mono muted">{sponsor.handle}</span><small>{t.registrant_manages()}</small> }
            .into_any();
    }
    view! { <PartyLine party=sponsor/><small>{t.registrar_manages()}</small> }.into_any()
}

/// A badge that names the management model by the sponsoring client.
pub(crate) fn model_badge(lang: Lang, sponsor: &str) -> AnyView {
    let t = T(lang);
    let text = if sponsor == Handle::REGISTRY { t.managed_registrant() } else { t.managed_registrar() };
    view! { <Badge text/> }.into_any()
}

/// The registry's statuses, each with its meaning.
#[component]
pub(crate) fn Statuses(statuses: Vec<Status>, explained: fn(Lang, &str) -> Meaning) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    if statuses.is_empty() {
        return view! { <Card title=t.statuses().to_owned() pad=true><p class="muted">{t.no_statuses()}</p></Card> }
            .into_any();
    }
    let rows: Vec<_> = statuses
        .into_iter()
        .map(|status| {
            let meaning = explained(lang, &status.word);
            let own = status.text.map(|text| view! { <small>{t.registry_adds(&text)}</small> });
            view! { <dt>{badge(&meaning)}</dt><dd>{meaning.text}<small><code>{status.word}</code></small>{own}</dd> }
                .into_any()
        })
        .collect();
    view! { <Card title=t.statuses().to_owned()><dl class="facts">{rows}</dl></Card> }.into_any()
}

/// What else the answer held. Nothing where there is nothing.
#[component]
pub(crate) fn More(other: Vec<(String, String)>, unknown: Vec<Unknown>) -> impl IntoView {
    let t = T(viewer().lang);
    if other.is_empty() && unknown.is_empty() {
        return ().into_any();
    }
    let known =
        other.into_iter().map(|(name, value)| view! { <dt><code>{name}</code></dt><dd>{value}</dd> }.into_any());
    let unknown = unknown.into_iter().map(|element| {
        let said = element.problem.map_or_else(|| t.not_read().to_owned(), |why| t.not_readable(&why));
        view! { <dt><code>{element.name}</code></dt><dd>{said}<small class="mono">{element.namespace}</small></dd> }
            .into_any()
    });
    let rows: Vec<AnyView> = known.chain(unknown).collect();
    view! {
        <section class="card">
            <Details summary=t.more()><p class="pad muted">{t.more_hint()}</p><dl class="facts">{rows}</dl></Details>
        </section>
    }
    .into_any()
}

/// What happened to the object here.
#[component]
pub(crate) fn Events(history: History) -> impl IntoView {
    let t = T(viewer().lang);
    if history.is_empty() {
        return view! { <Card title=t.timeline().to_owned() pad=true><p class="muted">{t.timeline_empty()}</p></Card> }
            .into_any();
    }
    let more = history.more_of.map(|object| {
        let messages = urls::with_query(urls::MESSAGES, &[("show", "all"), ("q", &object)]);
        view! {
            <p class="foot">
                <a href=urls::operations_on(&object)>{t.all_operations()}</a>" · "<a href=messages>{t.all_messages()}</a>
            </p>
        }
    });
    view! { <Card title=t.timeline().to_owned()><Timeline items=history.items/>{more}</Card> }.into_any()
}

/// The word for a role.
fn role(lang: Lang, word: &str) -> String {
    let t = T(lang);
    match word {
        "registrant" => t.registrant().to_owned(),
        "admin" => t.admin().to_owned(),
        "billing" => t.billing().to_owned(),
        other => other.to_owned(),
    }
}

/// The portfolio's domains that use the object.
#[component]
pub(crate) fn Users(
    domains: Vec<UsedBy>,
    total: u64,
    /// What finds them all in the portfolio, if anything does.
    #[prop(optional, into)]
    find: Option<String>,
) -> impl IntoView {
    let viewer = viewer();
    let lang = viewer.lang;
    let t = T(lang);
    if domains.is_empty() {
        let title = t.used_by().to_owned();
        return view! { <Card title><Empty text=t.used_by_none()>""</Empty></Card> }.into_any();
    }
    let shown = u64::try_from(domains.len()).unwrap_or(u64::MAX);
    let all = find.map(|find| {
        let href = urls::with_query(urls::PORTFOLIO, &[("q", &find)]);
        view! { <a href=href>{t.all_of_them()}</a> }
    });
    let aside = if shown < total {
        let words = t.used_by_count(&local::number(lang, shown), &local::number(lang, total));
        view! { <span class="muted">{words}</span>{all} }.into_any()
    } else {
        view! { <span class="muted">{t.used_by_index()}</span> }.into_any()
    };
    let roles = domains.iter().any(|domain| !domain.role.is_empty());
    let mut head = vec![t.domain(), t.status(), t.expires(), t.confirmed()];
    if roles {
        head.insert(1, t.role());
    }
    let head = head.into_iter().map(|words| view! { {words} }.into_any()).collect();
    let rows = domains.into_iter().map(|domain| user(lang, domain, roles, viewer.now)).collect();
    view! { <Card title=t.used_by().to_owned() aside=aside><Table caption=t.used_by() head rows/></Card> }.into_any()
}

fn user(lang: Lang, domain: UsedBy, roles: bool, now: OffsetDateTime) -> AnyView {
    let t = T(lang);
    let as_what = roles.then(|| view! { <td data-label=t.role()>{role(lang, &domain.role)}</td> });
    let expires =
        domain.expires_at.map(|at| view! { <time datetime=local::machine(at)>{local::short_date(lang, at)}</time> });
    let confirmed = domain.confirmed_at.map(|at| view! { <span class="muted">{local::ago(lang, at, now)}</span> });
    view! {
        <tr>
            <td><a href=urls::domain(&domain.domain)>{domain.domain.clone()}</a></td>
            {as_what}
            <td data-label=t.status()><DomainStatuses statuses=domain.statuses delete_at=None/></td>
            <td class="nowrap" data-label=t.expires()>{expires}</td>
            <td class="nowrap" data-label=t.confirmed()>{confirmed}</td>
        </tr>
    }
    .into_any()
}

/// A moment that may be past or ahead, with its distance.
#[component]
pub(crate) fn Deadline(at: OffsetDateTime) -> impl IntoView {
    let viewer = viewer();
    if at <= viewer.now {
        return view! { <Moment at/> }.into_any();
    }
    let (text, distance) = (local::date_time(viewer.lang, at), local::until(viewer.lang, at, viewer.now));
    view! { <time datetime=local::machine(at)>{text}</time>" "<span class="muted nowrap">{format!("({distance})")}</span> }
        .into_any()
}
