//! The table of answers, and the list of what could not be looked up.

use dk::{ContactStatus, Handle, MetaRole, SearchTerm, VerificationStatus};
use leptos::prelude::*;

use super::props::{Found, Row};
use super::text::T;
use ui::components::{Badge, Card, Table};
use ui::{Lang, Tone, Viewer, explain, local, urls, viewer};

/// Expiry dates this near are pointed out, in days.
const NEAR: i64 = 60;

#[component]
pub(super) fn Results(rows: Vec<Row>, ms: Option<u64>) -> impl IntoView {
    let viewer = viewer();
    let lang = viewer.lang;
    let t = T(lang);
    let title = if rows.len() == 1 { t.answer().to_owned() } else { t.answers(&count(lang, rows.len())) };
    let aside = view! { <span class="muted">{summary(lang, &rows, ms)}</span> }.into_any();
    let tally = (rows.len() > 1).then(|| view! { <Tally rows=rows.clone()/> }.into_any());
    let expiring = rows.iter().any(|row| row.expires_at.is_some());
    let managed = rows.iter().any(|row| row.managed_by.is_some());
    let mut head = vec![view! { {t.object()} }.into_any(), view! { {t.result()} }.into_any()];
    if expiring {
        head.push(view! { {t.expires()} }.into_any());
    }
    if managed {
        head.push(view! { {t.managed_by()} }.into_any());
    }
    head.push(view! { <span class="vh">{t.action()}</span> }.into_any());
    let rows = rows.into_iter().map(|row| line(&viewer, row, expiring, managed)).collect();
    view! { <Card title=title.clone() aside=aside>{tally}<Table caption=title head rows/></Card> }
}

fn count(lang: Lang, n: usize) -> String {
    local::number(lang, u64::try_from(n).unwrap_or(u64::MAX))
}

/// `4 domain names, 1 contact · the registry took 24 ms`.
fn summary(lang: Lang, rows: &[Row], ms: Option<u64>) -> String {
    let t = T(lang);
    let of = |wanted: fn(&SearchTerm) -> bool| rows.iter().filter(|row| wanted(&row.term)).count();
    let said = |n: usize, one: &'static str, many: String| match n {
        0 => None,
        1 => Some(one.to_owned()),
        _ => Some(many),
    };
    let domains = of(|term| matches!(term, SearchTerm::Domain(_)));
    let contacts = of(|term| matches!(term, SearchTerm::Contact(_)));
    let hosts = of(|term| matches!(term, SearchTerm::Host(_)));
    let registrars = of(|term| matches!(term, SearchTerm::Registrar(_)));
    let kinds = [
        said(domains, t.one_domain(), t.domains(&count(lang, domains))),
        said(contacts, t.one_contact(), t.contacts(&count(lang, contacts))),
        said(hosts, t.one_host(), t.hosts(&count(lang, hosts))),
        said(registrars, t.one_registrar(), t.registrars(&count(lang, registrars))),
    ];
    let kinds: Vec<String> = kinds.into_iter().flatten().collect();
    let took = ms.map(|ms| format!(" · {}", t.took(&local::number(lang, ms)))).unwrap_or_default();
    format!("{}{took}", kinds.join(", "))
}

/// How many answers of each kind there are, and the available names to copy.
#[component]
fn Tally(rows: Vec<Row>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let mut kinds: Vec<(&'static str, Tone, usize)> = Vec::new();
    for row in &rows {
        let (label, tone) = kind(t, &row.answer);
        match kinds.iter_mut().find(|(known, ..)| *known == label) {
            Some((.., n)) => *n += 1,
            None => kinds.push((label, tone, 1)),
        }
    }
    let badges = kinds
        .into_iter()
        .map(|(label, tone, n)| view! { <Badge text=format!("{label}: {}", count(lang, n)) tone/> }.into_any())
        .collect::<Vec<_>>();
    let free: Vec<String> =
        rows.iter().filter(|row| row.answer == Found::Available).map(|row| row.term.to_string()).collect();
    let copy = (free.len() > 1).then(|| {
        let words = t.copy_free(&count(lang, free.len()));
        view! { <button type="button" class="link" data-copy=free.join("\n") hidden=true>{words}</button> }
    });
    (badges.len() > 1 || copy.is_some())
        .then(|| view! { <div class="pad"><div class="badges">{badges}{copy}</div></div> })
}

/// The kind of an answer, for counting.
fn kind(t: T, answer: &Found) -> (&'static str, Tone) {
    match answer {
        Found::Available => (t.available(), Tone::Info),
        Found::Yours => (t.yours(), Tone::Ok),
        Found::InUse => (t.in_use(), Tone::Plain),
        Found::Enqueued => (t.enqueued(), Tone::Warn),
        Found::OfferedOnWaitingList => (t.offered(), Tone::Warn),
        Found::Taken => (t.taken(), Tone::Plain),
        Found::Contact { .. } => (t.is_contact(), Tone::Plain),
        Found::Host { .. } => (t.is_host(), Tone::Plain),
        Found::Registrar { .. } => (t.is_registrar(), Tone::Plain),
        Found::NotFound => (t.not_found(), Tone::Plain),
        Found::NotShown => (t.not_shown(), Tone::Plain),
        Found::Refused => (t.refused(), Tone::Bad),
        Found::Unanswered => (t.unanswered(), Tone::Warn),
    }
}

fn line(viewer: &Viewer, row: Row, expiring: bool, managed: bool) -> AnyView {
    let t = T(viewer.lang);
    let expires = expiring.then(|| view! { <td class="nowrap" data-label=t.expires()>{expiry(viewer, &row)}</td> });
    let by = managed.then(|| view! { <td data-label=t.managed_by()>{manager(viewer, &row)}</td> });
    view! {
        <tr>
            <td>{object(&row)}</td>
            <td>{answer(viewer, &row)}</td>
            {expires}
            {by}
            <td class="num nowrap">{action(viewer, &row)}</td>
        </tr>
    }
    .into_any()
}

/// The page of the object, where it has one.
fn address(row: &Row) -> Option<String> {
    let exists = !matches!(row.answer, Found::NotFound);
    match &row.term {
        SearchTerm::Domain(name) => Some(urls::domain(name.unicode())),
        SearchTerm::Contact(handle) if exists => Some(urls::contact(handle.as_str())),
        SearchTerm::Host(name) if exists => Some(urls::host(name.unicode())),
        _ => None,
    }
}

fn object(row: &Row) -> AnyView {
    let text = row.term.to_string();
    let encoded = match &row.term {
        SearchTerm::Domain(name) if name.is_idn() => Some(name.ascii().to_owned()),
        SearchTerm::Host(name) if name.ascii() != name.unicode() => Some(name.ascii().to_owned()),
        _ => None,
    };
    let main = match address(row) {
        Some(href) => view! { <a href=href>{text}</a> }.into_any(),
        None => view! { <span>{text}</span> }.into_any(),
    };
    let encoded = encoded.map(|encoded| view! { <small class="mono">{encoded}</small> });
    let name = row.name.clone().map(|name| view! { <small>{name}</small> });
    view! { {main}{encoded}{name} }.into_any()
}

fn answer(viewer: &Viewer, row: &Row) -> AnyView {
    let lang = viewer.lang;
    let t = T(lang);
    let (label, tone, note) = said(lang, row);
    // The registry's words are left out only where the badge says the very same.
    let reason = row.reason.clone().filter(|reason| !reason.eq_ignore_ascii_case(&label));
    let reason = reason.map(|reason| view! { <small>{t.registry_says()}" "<code>{reason}</code></small> });
    let words: Vec<_> = statuses(row).map(|word| view! { <code>{word.clone()}</code>" " }.into_any()).collect();
    let statuses = (!words.is_empty()).then(|| view! { <small>{words}</small> });
    let index =
        row.index_confirmed_at.map(|at| view! { <small>{t.index_age(&local::ago(lang, at, viewer.now))}</small> });
    view! { <Badge text=label tone/>{reason}{note.map(|note| view! { <small>{note}</small> })}{statuses}{index} }
        .into_any()
}

/// The statuses that say something: not `ok` alone, and not what every contact has.
fn statuses(row: &Row) -> impl Iterator<Item = &String> {
    let contact = matches!(row.term, SearchTerm::Contact(_));
    let always = [ContactStatus::ServerDeleteProhibited, ContactStatus::ServerTransferProhibited];
    let says = move |word: &&String| !contact || !always.contains(&ContactStatus::from_word(word));
    row.statuses.iter().filter(says).filter(|word| row.statuses.len() > 1 || *word != "ok")
}

/// The badge, and a word of explanation.
fn said(lang: Lang, row: &Row) -> (String, Tone, Option<&'static str>) {
    let t = T(lang);
    let (label, tone) = kind(t, &row.answer);
    match &row.answer {
        Found::Yours if row.statuses == ["ok"] => (t.yours_active().to_owned(), Tone::Ok, None),
        Found::Contact { verification, validated } => contact(lang, verification.as_ref(), *validated),
        Found::Host { yours: true } => (t.your_host().to_owned(), Tone::Ok, None),
        Found::Registrar { yours: true } => (t.your_registrar().to_owned(), Tone::Ok, None),
        Found::Registrar { yours: false } => (label.to_owned(), tone, Some(t.registrar_note())),
        Found::NotFound => (label.to_owned(), tone, Some(t.not_found_note())),
        Found::NotShown => (label.to_owned(), tone, Some(t.not_shown_note())),
        _ => (label.to_owned(), tone, None),
    }
}

fn contact(
    lang: Lang,
    verification: Option<&VerificationStatus>,
    validated: Option<bool>,
) -> (String, Tone, Option<&'static str>) {
    let t = T(lang);
    let (state, tone) = match (verification, validated) {
        (Some(VerificationStatus::Completed), _) | (None | Some(VerificationStatus::NotRequired), Some(true)) => {
            (t.verified().to_owned(), Tone::Ok)
        }
        (Some(VerificationStatus::NotRequired) | None, None) => return (t.is_contact().to_owned(), Tone::Plain, None),
        (Some(VerificationStatus::NotRequired) | None, Some(false)) => (t.not_verified().to_owned(), Tone::Plain),
        (Some(status), _) => {
            let meaning = explain::verification(lang, status);
            (meaning.label.to_lowercase(), meaning.tone)
        }
    };
    (t.contact_state(&state), tone, None)
}

fn expiry(viewer: &Viewer, row: &Row) -> AnyView {
    let Some(at) = row.expires_at else { return ().into_any() };
    let near = (0..=NEAR).contains(&local::days_until(at, viewer.now));
    let near = near.then(|| view! { <small>{local::until(viewer.lang, at, viewer.now)}</small> });
    view! { <time datetime=local::machine(at)>{local::short_date(viewer.lang, at)}</time>{near} }.into_any()
}

fn manager(viewer: &Viewer, row: &Row) -> AnyView {
    let t = T(viewer.lang);
    let Some(sponsor) = row.managed_by.clone() else { return ().into_any() };
    if sponsor == Handle::REGISTRY {
        return view! { {t.by_registrant()}<small class="mono">{sponsor}</small> }.into_any();
    }
    let yours = viewer.user.as_ref().is_some_and(|user| user.account_handle == sponsor);
    let yours = yours.then(|| view! { <small>{t.by_you()}</small> });
    view! { <span class="mono">{sponsor}</span>{yours} }.into_any()
}

fn action(viewer: &Viewer, row: &Row) -> AnyView {
    let t = T(viewer.lang);
    let registers = viewer.user.as_ref().is_some_and(|user| user.roles.contains(MetaRole::Registrar));
    let text = row.term.to_string();
    let link = |words: &'static str, label: String, href: String| {
        view! { <a href=href aria-label=label>{words}</a> }.into_any()
    };
    match (&row.answer, address(row)) {
        (Found::Available, _) if registers => link(t.register(), t.register_this(&text), urls::register(&text)),
        (Found::OfferedOnWaitingList, _) if registers => {
            link(t.register_with_code(), t.register_with_code_this(&text), urls::register(&text))
        }
        (Found::Yours | Found::InUse | Found::Contact { .. } | Found::Host { .. }, Some(href)) => {
            link(t.open(), t.open_this(&text), href)
        }
        _ => ().into_any(),
    }
}

/// What could not be looked up, each with its reason.
#[component]
pub(super) fn Invalid(rows: Vec<Row>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let title = if rows.len() == 1 { t.one_invalid().to_owned() } else { t.invalid(&count(lang, rows.len())) };
    let head = vec![view! { {t.typed()} }.into_any(), view! { {t.why()} }.into_any()];
    let rows = rows
        .into_iter()
        .filter_map(|row| match row.term {
            SearchTerm::Invalid { input, error } => Some((input, explain::search(lang, &error))),
            _ => None,
        })
        .map(|(input, why)| view! { <tr><td class="mono">{input}</td><td>{why}</td></tr> }.into_any())
        .collect();
    view! { <Card title=title.clone()><Table caption=title head rows/></Card> }
}
