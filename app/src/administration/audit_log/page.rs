use std::net::IpAddr;

use leptos::prelude::*;
use time::OffsetDateTime;

use super::action::action_label;
use super::reason::{WHY, name_label, reason_label};
use super::text::T;
use ui::components::{Badge, Choice, Details, Empty, FilterForm, FilterSelect, FilterText, PageHead, Pager, Table};
use ui::{FormState, Tone, Viewer, document, local, urls, viewer, written};

/// The fields of the filter, in the address's order.
const FIELDS: [&str; 5] = ["actor", "action", "outcome", "from", "to"];

/// What the audit log shows.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// The page's lines, newest first, at most 50.
    pub rows: Vec<Line>,
    /// Lines on all pages, with the filter.
    pub total: u64,
    /// The page asked for, from 1.
    pub page: u64,
    /// How many pages there are; at least 1.
    pub pages: u64,
    /// The names of the actions to choose from.
    pub action_choices: Vec<String>,
}

/// A line of the log.
#[derive(Clone, Debug)]
pub struct Line {
    /// When.
    pub at: OffsetDateTime,
    /// E-mail address at that time, `birk` for the system, `cli` for the operator.
    pub actor: String,
    /// From where.
    pub address: Option<IpAddr>,
    /// The action's name.
    pub action: String,
    /// What it was done to; may be empty.
    pub object: String,
    /// How it went.
    pub outcome: Outcome,
    /// What else is known: names and values, never a secret.
    pub detail: Vec<(String, String)>,
}

/// How it went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done.
    Done,
    /// Refused by Birk or by the registry.
    Refused,
    /// Broke.
    Failed,
}

impl Outcome {
    /// The word in the database and in the address.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::Failed => "failed",
        }
    }

    /// Reads the word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Done, Self::Refused, Self::Failed].into_iter().find(|outcome| outcome.word() == word)
    }

    fn words(self, t: T) -> &'static str {
        match self {
            Self::Done => t.done(),
            Self::Refused => t.refused(),
            Self::Failed => t.failed(),
        }
    }

    const fn tone(self) -> Tone {
        match self {
            Self::Done => Tone::Ok,
            Self::Refused => Tone::Warn,
            Self::Failed => Tone::Bad,
        }
    }
}

/// The page `/administration/audit-log`. `filter` holds the query as it was typed, and what [`super::read`] found wrong.
pub fn page(viewer: Viewer, props: Props, filter: &FormState) -> String {
    let t = T(viewer.lang);
    let filter = filter.clone();
    document(viewer, t.title(), move || view! { <AuditLog props filter/> })
}

fn is_narrow(filter: &FormState) -> bool {
    FIELDS.iter().any(|name| !filter.fields.get(name).is_empty())
}

fn query(filter: &FormState) -> Vec<(&'static str, String)> {
    FIELDS.iter().map(|name| (*name, filter.fields.get(name).to_owned())).collect()
}

#[component]
fn AuditLog(props: Props, filter: FormState) -> impl IntoView {
    let t = T(viewer().lang);
    let lead = view! { <p class="muted">{t.lead()}</p> }.into_any();
    let (page, pages, pairs) = (props.page, props.pages, query(&filter));
    let list = if props.rows.is_empty() {
        view! { <Nothing total=props.total filter=filter.clone()/> }.into_any()
    } else {
        view! { <List rows=props.rows total=props.total/> }.into_any()
    };
    view! {
        <PageHead title=t.title().to_owned() lead=lead/>
        <FilterBar filter choices=props.action_choices/>
        {list}
        <Pager path=urls::AUDIT_LOG query=pairs page pages/>
    }
}

#[component]
fn FilterBar(filter: FormState, choices: Vec<String>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let filtered = is_narrow(&filter);
    let FormState { fields, errors, .. } = filter;
    let value = move |name: &str| fields.get(name).to_owned();
    let error = move |name: &str| errors.get(name).map(str::to_owned);
    let chosen = Some(value("action")).filter(|name| !name.is_empty() && !choices.contains(name));
    let mut actions: Vec<Choice> =
        choices.into_iter().chain(chosen).map(|name| Choice::new(name.clone(), action_label(lang, &name))).collect();
    actions.sort_by(|a, b| a.label.cmp(&b.label));
    actions.insert(0, Choice::new("", t.every_action()));
    let mut outcomes = vec![Choice::new("", t.every_outcome())];
    outcomes.extend(
        [Outcome::Done, Outcome::Refused, Outcome::Failed].map(|outcome| Choice::new(outcome.word(), outcome.words(t))),
    );
    view! {
        <FilterForm action=urls::AUDIT_LOG label=t.filter_label() filtered>
            <FilterText name="actor" label=t.actor() value=value("actor")/>
            <FilterSelect name="action" label=t.action() choices=actions value=value("action")/>
            <FilterSelect name="outcome" label=t.outcome() choices=outcomes value=value("outcome")/>
            <FilterText name="from" label=t.from() kind="date" value=value("from") error=error("from")/>
            <FilterText name="to" label=t.to() kind="date" value=value("to") error=error("to")/>
        </FilterForm>
    }
}

#[component]
fn Nothing(total: u64, filter: FormState) -> impl IntoView {
    let t = T(viewer().lang);
    if total > 0 {
        let query = query(&filter);
        let pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let first = urls::with_query(urls::AUDIT_LOG, &pairs);
        return view! { <Empty text=t.past_the_end()><a class="btn" href=first>{t.first_page()}</a></Empty> }
            .into_any();
    }
    if is_narrow(&filter) {
        return view! { <Empty text=t.nothing_matches()><a class="btn" href=urls::AUDIT_LOG>{t.show_all()}</a></Empty> }.into_any();
    }
    view! { <Empty text=t.nothing_at_all()/> }.into_any()
}

#[component]
fn List(rows: Vec<Line>, total: u64) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let head = [t.action(), t.object(), t.actor(), t.at(), t.outcome()]
        .map(|words| view! { {words} }.into_any())
        .into_iter()
        .collect();
    let count = if total == 1 { t.count_one().to_owned() } else { t.count(&local::number(lang, total)) };
    let rows = vec![written(rows.into_iter().map(|line| view! { <LineRow line/> }))];
    view! {
        <section class="card">
            <header><h2>{count}</h2></header>
            <Table caption=t.title() head rows/>
        </section>
    }
}

#[component]
fn LineRow(line: Line) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let action = action_label(lang, &line.action).into_owned();
    let actor = match line.actor.as_str() {
        "birk" => t.system().to_owned(),
        "cli" => t.operator().to_owned(),
        _ => line.actor.clone(),
    };
    let address = line.address.map(|address| view! { <small>{t.sent_from(&address.to_string())}</small> });
    view! {
        <tr>
            <td title=line.action.clone()>{action}<Extra detail=line.detail/></td>
            <td data-label=t.object()>{(!line.object.is_empty()).then_some(line.object)}</td>
            <td data-label=t.actor()>{actor}{address}</td>
            <td data-label=t.at() class="nowrap"><time datetime=local::machine(line.at)>{local::date_time(lang, line.at)}</time></td>
            <td data-label=t.outcome()><Badge text=line.outcome.words(t) tone=line.outcome.tone()/></td>
        </tr>
    }
}

#[component]
fn Extra(detail: Vec<(String, String)>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    (!detail.is_empty()).then(|| {
        let pairs: Vec<_> = detail
            .into_iter()
            .map(|(name, value)| match name_label(lang, &name) {
                Some(label) => {
                    let value = if name == WHY { reason_label(lang, &value).into_owned() } else { value };
                    view! { <dt>{label}</dt><dd>{value}</dd> }.into_any()
                }
                None => view! { <dt><code>{name}</code></dt><dd>{value}</dd> }.into_any(),
            })
            .collect();
        view! { <Details summary=t.details()><dl class="said">{pairs}</dl></Details> }
    })
}
