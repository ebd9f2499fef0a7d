//! The cost beside the action.

use dk::Money;
use leptos::prelude::*;

use super::text::T;
use crate::context::viewer;
use crate::local;
use crate::urls;

/// What is known about the money for an operation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Funds {
    /// Its price by the price list in force.
    pub price: Option<Money>,
    /// The last known balance.
    pub balance: Option<Money>,
    /// Whether the viewer may see the balance (Payer).
    pub sees_balance: bool,
}

/// Price and resulting balance; who is no Payer reads only whether it is enough.
#[component]
pub fn PriceBox(
    /// What is charged.
    what: &'static str,
    funds: Funds,
    children: Children,
) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let price = funds.price.map_or_else(|| t.unknown_price().to_owned(), |price| local::money(lang, price));
    let after = funds.price.zip(funds.balance).and_then(|(price, balance)| balance.checked_sub(price));
    let lines = funds.balance.filter(|_| funds.sees_balance).map(|balance| {
        view! {
            <span>{t.balance_now()}</span><span>{local::money(lang, balance)}</span>
            {after.map(|after| view! { <b class="total">{t.balance_after()}</b><b class="total">{local::money(lang, after)}</b> })}
        }
    });
    let verdict = match (after, funds.sees_balance) {
        (None, _) => view! { <p class="muted">{t.unknown_balance()}</p> }.into_any(),
        (Some(after), true) if after.is_negative() => view! {
            <p class="err">{t.shortfall(&local::money(lang, after.negated()))}" "<a href=urls::PREPAID>{t.top_up()}</a></p>
        }
        .into_any(),
        (Some(_), true) => ().into_any(),
        (Some(after), false) if after.is_negative() => view! { <p class="err">{t.not_enough()}</p> }.into_any(),
        (Some(_), false) => view! { <p class="muted">{t.enough()}</p> }.into_any(),
    };
    view! {
        <section class="card price">
            <header><h2>{t.cost()}</h2></header>
            <div class="pad">
                <div class="sum"><span>{what}</span><span>{price}</span>{lines}</div>
                {verdict}
                {children()}
            </div>
        </section>
    }
}
