//! The list of applications.

use dk::{Act, RiskColour};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::T;
use crate::operations::{Standing, State, Waiting, risk_tone};
use ui::components::{Badge, Choice, Empty, FilterForm, FilterSelect, FilterText, Moment, PageHead, Pager, Table};
use ui::{Fields, Tone, Viewer, document, local, urls, viewer};

/// What an application is in the journal.
const ACT: Option<Act> = Some(Act::CreateDomain);

/// What the list shows.
#[derive(Clone, Debug, Default)]
pub struct ListProps {
    /// The rows of this page, newest first.
    pub rows: Vec<Row>,
    /// What was asked for.
    pub filter: Filter,
    /// This page, from 1.
    pub page: u64,
    /// Pages in all.
    pub pages: u64,
    /// Applications that match, on all pages.
    pub total: u64,
    /// Whether the viewer may register (meta-role Registrar).
    pub may_register: bool,
}

/// An application in the list.
#[derive(Clone, Debug)]
pub struct Row {
    /// Id of the journal's operation, as in the address.
    pub id: String,
    /// U-label.
    pub domain: String,
    /// When it was sent; where it was not, when it was asked for.
    pub sent_at: OffsetDateTime,
    /// Who asked for it, such as an e-mail address.
    pub by: String,
    /// The registry's number.
    pub tracking_no: Option<String>,
    /// Where it stands.
    pub state: State,
    /// The registry's risk assessment.
    pub risk: Option<RiskColour>,
    /// What it waits for ([`State::Planned`] only).
    pub waiting: Option<Waiting>,
    /// Whether a person must decide, about it or about its new contact.
    pub needs_person: bool,
    /// When the registry is asked next ([`State::Uncertain`] only).
    pub next_check_at: Option<OffsetDateTime>,
    /// The registrar's reference; may be empty.
    pub reference: String,
}

/// What to list: the page's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Part of the name, tracking number, transaction ids, reference, PO number, account code or the person; empty for all.
    pub q: String,
    /// Only those that stand so.
    pub state: Option<State>,
}

impl Filter {
    /// Reads the query; what makes no sense counts as absent.
    pub fn read(query: &Fields) -> Self {
        const LONGEST: usize = 255;
        let q = query.get("q").trim().chars().take(LONGEST).collect();
        Self { q, state: State::from_word(query.get("state").trim()) }
    }

    /// Whether some rows are left out.
    pub fn is_narrow(&self) -> bool {
        !self.q.is_empty() || self.state.is_some()
    }

    fn query(&self) -> Vec<(&'static str, String)> {
        let state = self.state.map_or("", State::word).to_owned();
        vec![("q", self.q.clone()), ("state", state)]
    }
}

/// The list.
pub fn list(viewer: Viewer, props: ListProps) -> String {
    let t = T(viewer.lang);
    document(viewer, t.title(), move || {
        let lead = view! { <p class="muted">{t.lead()}</p> }.into_any();
        // The empty list has the link in its middle.
        let register = (props.may_register && (props.total > 0 || props.filter.is_narrow()))
            .then(|| view! { <a class="btn primary" href=urls::REGISTER>{t.register()}</a> }.into_any());
        let filter = props.filter.clone();
        let shown = props.total > 0 || filter.is_narrow();
        let query = filter.query();
        let (page, pages) = (props.page, props.pages);
        let form = shown.then(|| view! { <Filters filter/> });
        view! {
            <PageHead title=t.title().to_owned() lead actions=register.unwrap_or_else(|| ().into_any())/>
            {form}
            <Rows props/>
            <Pager path=urls::APPLICATIONS query page pages/>
        }
    })
}

#[component]
fn Filters(filter: Filter) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let states = std::iter::once(Choice::new("", t.every_state()))
        .chain(State::ALL.map(|state| Choice::new(state.word(), state.label(lang, ACT))))
        .collect();
    let narrow = filter.is_narrow();
    view! {
        <FilterForm action=urls::APPLICATIONS label=t.filter_label() filtered=narrow>
            <FilterText name="q" label=t.q() hint=t.q_hint() value=filter.q/>
            <FilterSelect name="state" label=t.state() choices=states value=filter.state.map_or("", State::word)/>
        </FilterForm>
    }
}

#[component]
fn Rows(props: ListProps) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    if props.rows.is_empty() && props.filter.is_narrow() {
        return view! { <Empty text=t.none_match()><a class="btn" href=urls::APPLICATIONS>{t.show_all()}</a></Empty> }
            .into_any();
    }
    if props.rows.is_empty() {
        let link = props.may_register.then(|| view! { <a class="btn primary" href=urls::REGISTER>{t.register()}</a> });
        let text = if props.may_register { t.none_yet() } else { t.none_yet_reader() };
        return view! { <Empty text>{link}</Empty> }.into_any();
    }
    let head = [t.domain(), t.state(), t.next_step(), t.asked(), t.reference()];
    let head = head.into_iter().map(|words| words.into_any()).collect();
    let rows = props.rows.into_iter().map(|row| view! { <RowView row/> }.into_any()).collect();
    let count = t.count(&local::number(lang, props.total));
    view! {
        <section class="card applications"><Table caption=t.title() head rows/></section>
        <p class="muted">{count}</p>
    }
    .into_any()
}

#[component]
fn RowView(row: Row) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let risk =
        row.risk.as_ref().map(|risk| view! { " " <Badge text=t.risk_badge(risk.as_str()) tone=risk_tone(risk)/> });
    let (words, tone) =
        if row.needs_person { (t.needs_you(), Tone::Bad) } else { (row.state.label(lang, ACT), row.state.tone()) };
    let standing = Standing {
        act: ACT,
        state: row.state,
        risk: row.risk.as_ref(),
        waiting: row.waiting,
        needs_person: row.needs_person,
        next_check_at: row.next_check_at,
    };
    let step = standing.next(lang);
    let tracking = row.tracking_no.map(|number| view! { <small>{t.number(&number)}</small> });
    let reference = (!row.reference.is_empty()).then_some(row.reference);
    view! {
        <tr>
            <td data-label=t.domain()><a href=urls::operation(&row.id)>{row.domain}</a>{tracking}</td>
            <td data-label=t.state()><div class="badges"><Badge text=words tone/>{risk}</div></td>
            <td data-label=t.next_step()>{step}</td>
            <td data-label=t.asked()><Moment at=row.sent_at short=true/><small>{row.by}</small></td>
            <td data-label=t.reference()>{reference}</td>
        </tr>
    }
}
