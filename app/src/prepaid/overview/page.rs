use dk::{Money, PriceList};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::parts::{AddFunds, Alerts, Prices};
use super::text::T;
use super::threshold::{Level, THRESHOLDS, level};
use crate::operations::State;
use ui::components::{Badge, Empty, Note, PageHead, Pager, RefusalNote, Table};
use ui::explain::{self, Outage};
use ui::{Lang, Refusal, Tone, Viewer, document, local, urls, viewer};

/// What the prepaid account's page shows.
#[derive(Clone, Debug, Default)]
pub struct Props {
    /// The last balance that the registry stated, and when.
    pub balance: Option<(Money, OffsetDateTime)>,
    /// What operations under way may have to do with it.
    pub under_way: UnderWay,
    /// Why there is no newer one, if the registry was asked and said none.
    pub trouble: Option<Trouble>,
    /// Movements of the balance that the expected debits do not explain, newest first.
    pub movements: Vec<Movement>,
    /// All dated prices of the environment.
    pub prices: PriceList,
    /// The page's expected debits, newest first, at most 50.
    pub debits: Vec<Debit>,
    /// Expected debits on all pages.
    pub total: u64,
    /// The page asked for, from 1.
    pub page: u64,
    /// How many pages there are; at least 1.
    pub pages: u64,
}

/// How far operations under way may explain movements of the balance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct UnderWay {
    /// Up to so much may have been debited already, or still be; not negative.
    pub debits: Money,
    /// Up to so much may come back, or have come back already; not negative.
    pub refunds: Money,
}

/// Why the registry said no balance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It gave no answer.
    Outage(Outage),
    /// It refused, as to a service user without the Payer role.
    Refused(Refusal),
}

/// A movement of the balance that nothing explains.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Movement {
    /// By how much; positive for more money than expected.
    pub amount: Money,
    /// The sight of the balance before it, where it is known.
    pub from: Option<OffsetDateTime>,
    /// The sight of the balance that showed it.
    pub until: OffsetDateTime,
}

/// A debit that Birk expects.
#[derive(Clone, Debug)]
pub struct Debit {
    /// When it was ordered.
    pub at: OffsetDateTime,
    /// What is charged for: a word of [`dk::Billable`], with `.refund` or `.refund.undone` behind it where it was given back
    /// or not after all; another is shown as it is.
    pub billable: String,
    /// What it was for.
    pub object: DebitObject,
    /// Negative for money given back.
    pub amount: Money,
    /// Whether the application is still under way, so that the amount may come back.
    pub under_way: bool,
}

/// What a debit was for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DebitObject {
    /// A domain name, U-label.
    Domain(String),
    /// Anything else, in words.
    Other(String),
}

/// The page `/prepaid`.
pub fn page(viewer: Viewer, props: Props) -> String {
    let t = T(viewer.lang);
    document(viewer, t.title(), move || view! { <Overview props/> })
}

#[component]
fn Overview(props: Props) -> impl IntoView {
    let t = T(viewer().lang);
    let balance = props.balance.map(|(amount, _)| amount);
    let movements = (!props.movements.is_empty()).then(|| view! { <Unexplained movements=props.movements.clone()/> });
    let (page, pages) = (props.page, props.pages);
    let known = balance.is_some();
    let trouble = props.trouble.clone().map(|trouble| view! { <TroubleNote trouble known/> });
    let unknown_page = props.debits.is_empty() && props.total > 0;
    view! {
        <PageHead title=t.title().to_owned() actions=view! { <a class="btn" href=urls::PREPAID>{t.refresh()}</a> }.into_any()/>
        {trouble}
        {balance.map(|balance| view! { <LowBalance balance/> })}
        {movements}
        <div class="cols">
            <div class="stack">
                <BalanceCard balance=props.balance under_way=props.under_way/>
                <Prices prices=props.prices/>
            </div>
            <div class="stack"><Alerts balance/><AddFunds/></div>
        </div>
        <Debits debits=props.debits past_the_end=unknown_page/>
        <Pager path=urls::PREPAID query=Vec::new() page pages/>
    }
}

#[component]
fn TroubleNote(trouble: Trouble, known: bool) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    match trouble {
        Trouble::Refused(refusal) => view! { <RefusalNote refusal/> }.into_any(),
        Trouble::Outage(outage) => {
            let (title, why) = explain::outage(lang, &outage);
            let last = known.then(|| view! { <p>{t.last_known()}</p> });
            view! { <Note tone=Tone::Warn title live=true><p>{why}</p>{last}</Note> }.into_any()
        }
    }
}

#[component]
fn BalanceCard(balance: Option<(Money, OffsetDateTime)>, under_way: UnderWay) -> impl IntoView {
    let viewer = viewer();
    let (lang, now) = (viewer.lang, viewer.now);
    let t = T(lang);
    let content = match balance {
        Some((amount, at)) => {
            let when = format!("{} ({})", local::date_time(lang, at), local::ago(lang, at, now));
            let bounds = bounds(lang, under_way)
                .map(|words| view! { <p class="muted">{words}</p><OpenApplications under_way/> });
            view! {
                <p class="amount">{local::money(lang, amount)}</p>
                <p><LevelBadge balance=amount/></p>
                <p class="muted">{t.as_of(&when)}</p>
                {bounds}
            }
            .into_any()
        }
        None => {
            view! { <p class="amount">{t.unknown_balance()}</p><p class="muted">{t.unknown_explained()}</p> }.into_any()
        }
    };
    view! { <section class="card"><header><h2>{t.balance()}</h2></header><div class="pad">{content}</div></section> }
}

/// The applications by which the balance may move.
#[component]
fn OpenApplications(under_way: UnderWay) -> impl IntoView {
    let t = T(viewer().lang);
    let link = |shown: bool, state: State, words: &'static str| {
        let href = urls::with_query(urls::APPLICATIONS, &[("state", state.word())]);
        shown.then(|| view! { <li><a href=href>{words}</a></li> })
    };
    let uncertain = link(!under_way.debits.is_zero(), State::Uncertain, t.uncertain_applications());
    let pending = link(!under_way.refunds.is_zero(), State::Pending, t.pending_applications());
    view! { <ul class="plain">{uncertain}{pending}</ul> }
}

/// What operations under way may still do to the balance, or have done; nothing where there are none.
fn bounds(lang: Lang, under_way: UnderWay) -> Option<String> {
    let t = T(lang);
    let (debits, refunds) = (local::money(lang, under_way.debits), local::money(lang, under_way.refunds));
    match (under_way.debits.is_zero(), under_way.refunds.is_zero()) {
        (true, true) => None,
        (false, true) => Some(t.may_be_debited(&debits)),
        (true, false) => Some(t.may_come_back(&refunds)),
        (false, false) => Some(t.may_go_either_way(&debits, &refunds)),
    }
}

#[component]
fn LevelBadge(balance: Money) -> impl IntoView {
    let level = level(balance);
    let lang = viewer().lang;
    let t = T(lang);
    let amount = THRESHOLDS
        .into_iter()
        .find(|(known, _)| *known == level)
        .and_then(|(_, kroner)| Money::from_kroner(kroner).ok());
    let below = amount.map(|amount| t.level_low(&local::money(lang, amount))).unwrap_or_default();
    match level {
        Level::Fine => view! { <Badge text=t.level_fine() tone=Tone::Ok/> }.into_any(),
        Level::Low => view! { <Badge text=below tone=Tone::Warn/> }.into_any(),
        Level::VeryLow => view! { <Badge text=below tone=Tone::Bad/> }.into_any(),
        Level::Empty if balance.is_negative() => view! { <Badge text=t.level_negative() tone=Tone::Bad/> }.into_any(),
        Level::Empty => view! { <Badge text=t.level_empty() tone=Tone::Bad/> }.into_any(),
    }
}

#[component]
fn LowBalance(balance: Money) -> impl IntoView {
    let t = T(viewer().lang);
    if balance.is_negative() {
        view! { <Note tone=Tone::Bad title=t.negative_title()><p>{t.negative()}</p></Note> }.into_any()
    } else if balance.is_zero() {
        view! { <Note tone=Tone::Bad title=t.empty_title()><p>{t.empty()}</p></Note> }.into_any()
    } else {
        ().into_any()
    }
}

#[component]
fn Unexplained(movements: Vec<Movement>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let words = |movement: Movement| {
        let sign = if movement.amount.is_negative() { "" } else { "+" };
        let amount = format!("{sign}{}", local::money(lang, movement.amount));
        let until = local::date_time(lang, movement.until);
        match movement.from {
            Some(from) => t.movement_between(&amount, &local::date_time(lang, from), &until),
            None => t.movement_until(&amount, &until),
        }
    };
    let items: Vec<_> = movements.into_iter().map(|movement| view! { <li>{words(movement)}</li> }.into_any()).collect();
    view! { <Note tone=Tone::Warn title=t.movement_title()><ul>{items}</ul><p>{t.movement_why()}</p></Note> }
}

#[component]
fn Debits(debits: Vec<Debit>, past_the_end: bool) -> impl IntoView {
    let t = T(viewer().lang);
    let list = if past_the_end {
        view! { <Empty text=t.past_the_end()><a class="btn" href=urls::PREPAID>{t.first_page()}</a></Empty> }.into_any()
    } else if debits.is_empty() {
        view! { <Empty text=t.no_debits()/> }.into_any()
    } else {
        let head = [t.object(), t.operation(), t.when()].map(|words| view! { {words} }.into_any());
        let amount = view! { <span class="right">{t.amount()}</span> }.into_any();
        let head = head.into_iter().chain([amount]).collect();
        let rows: Vec<_> = debits.into_iter().map(|debit| view! { <DebitLine debit/> }.into_any()).collect();
        view! { <Table caption=t.debits() head rows/> }.into_any()
    };
    view! {
        <section class="card">
            <header><h2>{t.debits()}</h2><span class="muted">{t.debits_explained()}</span></header>
            {list}
        </section>
    }
}

#[component]
fn DebitLine(debit: Debit) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let object = match debit.object {
        DebitObject::Domain(name) => view! { <a href=urls::domain(&name)>{name.clone()}</a> }.into_any(),
        DebitObject::Other(words) => view! { {words} }.into_any(),
    };
    let operation = super::parts::billable(t, &debit.billable);
    let mark = if debit.under_way {
        view! { <small title=t.under_way_note()>{t.under_way()}</small> }.into_any()
    } else if debit.amount.is_negative() {
        view! { <small>{t.refund()}</small> }.into_any()
    } else {
        ().into_any()
    };
    view! {
        <tr>
            <td>{object}</td>
            <td data-label=t.operation()>{operation}{mark}</td>
            <td data-label=t.when()><time datetime=local::machine(debit.at)>{local::date_time(lang, debit.at)}</time></td>
            <td data-label=t.amount() class="num nowrap">{local::money(lang, debit.amount)}</td>
        </tr>
    }
}
