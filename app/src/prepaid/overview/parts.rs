//! The parts of the page that do not change from day to day: alerts, prices, how to add funds.

use dk::{Billable, Money, PriceList};
use leptos::prelude::*;
use time::Date;

use super::text::T;
use super::threshold::{THRESHOLDS, level};
use ui::components::{Badge, Card, Empty, Table};
use ui::{Lang, Tone, local, viewer};

/// What is charged for in plain words: an operation, its refund (`.refund`), or the refund that was expected but not made
/// after all (`.refund.undone`); an unknown one as it is.
pub(super) fn billable(t: T, word: &str) -> String {
    let (of, refund) = match word.strip_suffix(".undone") {
        Some(refund) => (refund.strip_suffix(".refund"), Refund::Undone),
        None => match word.strip_suffix(".refund") {
            Some(of) => (Some(of), Refund::Made),
            None => (Some(word), Refund::No),
        },
    };
    let Some(operation) = of.and_then(|of| Billable::parse(of).ok()) else { return word.to_owned() };
    match refund {
        Refund::No => operation_label(t, operation).to_owned(),
        Refund::Made => refund_label(t, operation).to_owned(),
        Refund::Undone => t.refund_undone(refund_label(t, operation)),
    }
}

/// Whether a debit is a refund.
enum Refund {
    No,
    Made,
    Undone,
}

fn refund_label(t: T, operation: Billable) -> &'static str {
    match operation {
        Billable::Create => t.refund_of_create(),
        Billable::Renew => t.refund_of_renew(),
        Billable::Restore => t.refund_of_restore(),
        Billable::Transfer => t.refund_of_transfer(),
        Billable::ChangeRegistrant => t.refund_of_change_registrant(),
    }
}

fn operation_label(t: T, operation: Billable) -> &'static str {
    match operation {
        Billable::Create => t.create(),
        Billable::Renew => t.renew(),
        Billable::Restore => t.restore(),
        Billable::Transfer => t.transfer(),
        Billable::ChangeRegistrant => t.change_registrant(),
    }
}

#[component]
pub(super) fn Alerts(balance: Option<Money>) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let reached = balance.map(level);
    let lines: Vec<_> = THRESHOLDS
        .into_iter()
        .filter_map(|(threshold, kroner)| {
            let amount = local::money(lang, Money::from_kroner(kroner).ok()?);
            let state = reached.map(|level| {
                if level >= threshold {
                    view! { <Badge text=t.reached() tone=Tone::Bad/> }.into_any()
                } else {
                    view! { <span class="muted">{t.not_reached()}</span> }.into_any()
                }
            });
            Some(view! { <span>{t.threshold(&amount)}</span><span>{state}</span> }.into_any())
        })
        .collect();
    view! {
        <Card title=t.alerts().to_owned() pad=true>
            <p class="muted">{t.alerts_explained()}</p>
            <div class="sum">{lines}</div>
        </Card>
    }
}

#[component]
pub(super) fn AddFunds() -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    let handle = viewer.user.as_ref().map(|user| user.account_handle.clone()).unwrap_or_default();
    let sandbox = viewer.sandbox_control_url.clone().map(|href| view! { <p><a href=href>{t.sandbox_funds()}</a></p> });
    view! {
        <Card title=t.add_funds().to_owned() pad=true>
            <p>{t.add_funds_intro()}</p>
            {sandbox}
            <dl class="ways">
                <dt>{t.by_card()}</dt><dd>{t.by_card_how()}</dd>
                <dt>{t.by_fik()}</dt><dd>{t.by_fik_how()}</dd>
                <dt>{t.by_bank()}</dt><dd>{t.by_bank_how(&handle)}</dd>
            </dl>
        </Card>
    }
}

#[component]
pub(super) fn Prices(prices: PriceList) -> impl IntoView {
    let viewer = viewer();
    let t = T(viewer.lang);
    if prices.is_empty() {
        return view! { <Card title=t.prices().to_owned()><Empty text=t.no_prices()/></Card> }.into_any();
    }
    let today = dk::local_time::local_date(viewer.now);
    let head = [t.operation(), t.price(), t.next_price(), t.refused()]
        .map(|words| view! { {words} }.into_any())
        .into_iter()
        .collect();
    let rows: Vec<_> =
        Billable::ALL.iter().map(|operation| price_line(viewer.lang, &prices, *operation, today)).collect();
    view! {
        <section class="card">
            <header><h2>{t.prices()}</h2></header>
            <Table caption=t.prices() head rows/>
            <p class="muted foot">{t.prices_explained()}</p>
        </section>
    }
    .into_any()
}

fn price_line(lang: Lang, prices: &PriceList, operation: Billable, today: Date) -> AnyView {
    let t = T(lang);
    let day = |date: Date| local::short_date(lang, dk::local_time::start_of_day(date));
    let dated: Vec<_> = prices.iter().filter(|price| price.operation == operation).collect();
    let in_force = dated.iter().rev().find(|price| price.valid_from <= today).map(|price| {
        view! { <span class="nowrap">{local::money(lang, price.amount)}</span><small>{t.since(&day(price.valid_from))}</small> }
    });
    let in_force = match in_force {
        Some(price) => price.into_any(),
        None => view! { <span class="muted">{t.no_price()}</span> }.into_any(),
    };
    let next = dated.iter().find(|price| price.valid_from > today).map_or_else(
        || view! { <span class="muted">{t.no_next()}</span> }.into_any(),
        |price| view! { {t.next_price_value(&local::money(lang, price.amount), &day(price.valid_from))} }.into_any(),
    );
    let total = (operation == Billable::Restore)
        .then(|| prices.restore_total(today))
        .flatten()
        .map(|total| view! { <small>{t.restore_note(&local::money(lang, total))}</small> });
    let refused = if operation.refused_when_funds_lack() { t.yes() } else { t.no() };
    view! {
        <tr>
            <td>{operation_label(t, operation)}{total}</td>
            <td data-label=t.price()>{in_force}</td>
            <td data-label=t.next_price()>{next}</td>
            <td data-label=t.refused()>{refused}</td>
        </tr>
    }
    .into_any()
}
