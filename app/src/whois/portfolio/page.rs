use dk::DomainStatus;
use leptos::either::Either;
use leptos::prelude::*;
use time::OffsetDateTime;

use super::filter::Filter;
use super::text::T;
use ui::components::{
    Badge, Choice, DomainStatuses, Empty, FilterForm, FilterSelect, FilterText, PageHead, Pager, SortLink, Table,
};
use ui::{Tone, Viewer, document, explain, local, urls, viewer, written};

/// Expiry dates this near are pointed out, in days.
const NEAR: i64 = 60;

/// What the portfolio shows.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// The page's rows, at most 50, in the order asked for.
    pub rows: Vec<Row>,
    /// Rows on all pages, with the filter.
    pub total: u64,
    /// The page asked for, from 1.
    pub page: u64,
    /// How many pages there are; at least 1.
    pub pages: u64,
    /// What was asked for.
    pub filter: Filter,
    /// The statuses that the account's domains have, in the registry's words, for the filter.
    pub status_choices: Vec<String>,
    /// Whether the viewer may register names.
    pub may_register: bool,
}

/// A domain of the account as the index knows it.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// U-label.
    pub name: String,
    /// A-label; shown where it differs.
    pub ascii_name: String,
    /// The registry's statuses, those of the redemption grace period included.
    pub statuses: Vec<String>,
    /// The registrant's handle.
    pub registrant: Option<String>,
    /// The registrant's name.
    pub registrant_name: Option<String>,
    /// Registered.
    pub created_at: Option<OffsetDateTime>,
    /// Paid until.
    pub expires_at: Option<OffsetDateTime>,
    /// Whether the registry renews it by itself.
    pub auto_renew: Option<bool>,
    /// When the registry will delete it, where that is announced.
    pub delete_at: Option<OffsetDateTime>,
    /// Whether DS records are published.
    pub signed: bool,
    /// The registrar's own reference.
    pub reference: String,
    /// The registrar's purchase order number.
    pub po_number: String,
    /// The registrar's account code.
    pub account_code: String,
    /// When the registry last said so; none for what only Birk has done yet.
    pub confirmed_at: Option<OffsetDateTime>,
}

/// The page `/portfolio`.
pub fn page(viewer: Viewer, props: Props) -> String {
    let t = T(viewer.lang);
    document(viewer, t.title(), move || view! { <Portfolio props/> })
}

#[component]
fn Portfolio(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let may_register = props.may_register;
    let actions = (may_register && (props.total > 0 || props.filter.is_narrow()))
        .then(|| view! { <a class="btn primary" href=urls::REGISTER>{t.register()}</a> })
        .into_any();
    let lead = view! { <p class="muted">{t.lead()}</p> }.into_any();
    let empty_portfolio = props.total == 0 && !props.filter.is_narrow();
    let query = props.filter.query_sorted();
    let (page, pages) = (props.page, props.pages);
    let filter = (!empty_portfolio)
        .then(|| view! { <FilterBar filter=props.filter.clone() choices=props.status_choices.clone()/> });
    let list =
        if props.rows.is_empty() { view! { <Nothing props/> }.into_any() } else { view! { <List props/> }.into_any() };
    view! {
        <PageHead title=t.title().to_owned() lead=lead actions=actions/>
        {filter}
        {list}
        <Pager path=urls::PORTFOLIO query page pages/>
    }
}

#[component]
fn FilterBar(filter: Filter, choices: Vec<String>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let mut known: Vec<Choice> = vec![Choice::new("", t.all_statuses())];
    let chosen = Some(filter.status.clone()).filter(|status| !status.is_empty() && !choices.contains(status));
    known.extend(choices.into_iter().chain(chosen).map(|word| {
        let label = explain::domain_status(lang, &DomainStatus::from_word(&word)).label;
        let label = if label == word { word.clone() } else { format!("{label} ({word})") };
        Choice::new(word, label)
    }));
    let sort = filter.query_sorted().into_iter().find(|(name, _)| *name == "sort");
    view! {
        <FilterForm action=urls::PORTFOLIO label=t.search_label() filtered=filter.is_narrow()>
            <FilterText name="q" label=t.search() hint=t.search_hint() value=filter.q.clone()/>
            <FilterSelect name="status" label=t.status() choices=known value=filter.status.clone()/>
            {sort.map(|(name, value)| view! { <input type="hidden" name=name value=value/> })}
        </FilterForm>
    }
}

#[component]
fn Nothing(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    if props.total > 0 {
        let first = urls::with_query(urls::PORTFOLIO, &pairs(&props.filter.query_sorted()));
        return view! { <Empty text=t.past_the_end()><a class="btn" href=first>{t.first_page()}</a></Empty> }
            .into_any();
    }
    if props.filter.is_narrow() {
        return view! { <Empty text=t.nothing_matches()><a class="btn" href=urls::PORTFOLIO>{t.clear()}</a></Empty> }
            .into_any();
    }
    let register = props.may_register.then(|| view! { <a class="btn primary" href=urls::REGISTER>{t.register()}</a> });
    view! {
        <Empty text=t.nothing_at_all()>{register}<a class="btn" href=urls::SEARCH>{t.look_up()}</a></Empty>
    }
    .into_any()
}

fn pairs<'a>(query: &'a [(&'static str, String)]) -> Vec<(&'a str, &'a str)> {
    query.iter().map(|(name, value)| (*name, value.as_str())).collect()
}

#[component]
fn List(props: Props) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let (query, sort) = (props.filter.query(), props.filter.sort.word());
    let sortable = |column: &'static str, label: &'static str| {
        view! { <SortLink path=urls::PORTFOLIO query=query.clone() column sort=sort.clone() label/> }.into_any()
    };
    let head = vec![
        sortable("name", t.domain()),
        view! { {t.status()} }.into_any(),
        view! { {t.registrant()} }.into_any(),
        sortable("expires", t.expires()),
        view! { {t.signed()} }.into_any(),
        view! { {t.reference()} }.into_any(),
        sortable("created", t.created()),
        sortable("confirmed", t.confirmed()),
    ];
    let rows = vec![written(props.rows.into_iter().map(|row| view! { <Line row/> }))];
    let count = if props.total == 1 { t.count_one().to_owned() } else { t.count(&local::number(lang, props.total)) };
    view! {
        <section class="card dense">
            <header><h2>{count}</h2></header>
            <Table caption=t.title() head rows/>
        </section>
    }
}

#[component]
fn Line(row: Row) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let ascii = (row.ascii_name != row.name && !row.ascii_name.is_empty())
        .then(|| view! { <small><code>{row.ascii_name}</code></small> });
    let registrant = registrant(row.registrant, row.registrant_name);
    let references = references(t, row.reference, &row.po_number, &row.account_code);
    let created = row.created_at.map(|at| local::short_date(viewer.lang, at));
    let confirmed = match row.confirmed_at {
        Some(at) => Either::Left(
            view! { <time datetime=local::machine(at) title=local::date_time(viewer.lang, at)>{local::ago(viewer.lang, at, viewer.now)}</time> },
        ),
        None => Either::Right(view! { <span class="muted">{t.not_confirmed()}</span> }),
    };
    let signed = if row.signed {
        Either::Left(view! { <Badge text=t.is_signed() tone=Tone::Ok/> })
    } else {
        Either::Right(view! { <span class="muted">{t.not_signed()}</span> })
    };
    view! {
        <tr>
            <td><a href=urls::domain(&row.name)>{row.name.clone()}</a>{ascii}</td>
            <td data-label=t.status()><DomainStatuses statuses=row.statuses delete_at=row.delete_at/></td>
            <td data-label=t.registrant()>{registrant}</td>
            <td data-label=t.expires()><Expiry at=row.expires_at auto=row.auto_renew/></td>
            <td data-label=t.signed()>{signed}</td>
            <td data-label=t.reference()>{references}</td>
            <td data-label=t.created() class="nowrap">{created}</td>
            <td data-label=t.confirmed() class="nowrap">{confirmed}</td>
        </tr>
    }
}

fn registrant(handle: Option<String>, name: Option<String>) -> Option<impl IntoView> {
    let name = name.filter(|name| !name.is_empty());
    let handle = handle?;
    let href = urls::contact(&handle);
    Some(match name {
        Some(name) => Either::Left(view! { <a href=href>{name}</a><small><code>{handle}</code></small> }),
        None => Either::Right(view! { <a href=href><code>{handle}</code></a> }),
    })
}

/// Paid until when, and what happens then.
#[component]
fn Expiry(at: Option<OffsetDateTime>, auto: Option<bool>) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let at = at?;
    let days = local::days_until(at, viewer.now);
    let distance = local::until(viewer.lang, at, viewer.now);
    // A name that renews itself is not in danger, however near its date.
    let tone = match (auto, days) {
        (Some(true), 0..) => Tone::Info,
        (_, 15..) => Tone::Warn,
        _ => Tone::Bad,
    };
    let badge = (days <= NEAR).then(|| view! { <div class="badges nowrap"><Badge text=distance tone/></div> });
    let renewal = auto.map(|auto| {
        let (meaning, words) =
            if auto { (t.renews_meaning(), t.renews()) } else { (t.expires_meaning(), t.expires_itself()) };
        view! { <small title=meaning>{words}</small> }
    });
    let date = local::short_date(viewer.lang, at);
    Some(view! { <time class="nowrap" datetime=local::machine(at)>{date}</time>{badge}{renewal} })
}

fn references(t: T, reference: String, po_number: &str, account_code: &str) -> Option<impl IntoView + use<>> {
    if reference.is_empty() && po_number.is_empty() && account_code.is_empty() {
        return None;
    }
    let small = |text: Option<String>| text.map(|text| view! { <small>{text}</small> });
    let po_number = small((!po_number.is_empty()).then(|| t.po_number(po_number)));
    let account_code = small((!account_code.is_empty()).then(|| t.account_code(account_code)));
    Some(view! { {reference}{po_number}{account_code} })
}
