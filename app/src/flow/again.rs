//! A review that is shown again: what is different from the one that was answered.

use dk::{Change, Detail, Money, NumberStyle};
use leptos::prelude::*;
use ui::components::Note;
use ui::{Fields, Tone, explain, local, viewer};

use super::text::T;

/// The hidden fields that say how each thing stood in the review, such as `expiry=2026-12-31`.
pub const SEEN: &str = "seen";
/// The hidden field with the review's price.
pub const SEEN_PRICE: &str = "seen_price";

/// What is different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Again {
    /// The price now, where it was another one: none where it is not in the list.
    price: Option<(String, Option<Money>)>,
    /// What stood otherwise: in the review, and now.
    changed: Vec<(Detail, String, String)>,
    /// Whether a review had been answered at all.
    reviewed: bool,
}

impl Again {
    /// Compares what a review's form brought back with how things are. `reviewed`: there was a review.
    pub fn compare(posted: &Fields, reviewed: bool, price: Option<Money>, now: &[Change]) -> Self {
        if !reviewed {
            return Self::default();
        }
        let seen = |of: Detail| {
            let lines = posted.all(SEEN).filter_map(|line| line.split_once('='));
            lines.filter(|(word, _)| *word == of.as_str()).map(|(_, before)| before.to_owned()).next()
        };
        let changed = now.iter().filter_map(|change| {
            let before = change.before.clone().unwrap_or_default();
            let seen = seen(change.of).filter(|seen| *seen != before)?;
            Some((change.of, seen, before))
        });
        let seen_price = posted.get(SEEN_PRICE);
        let price = (seen_price != written(price)).then(|| (seen_price.to_owned(), price));
        Self { price, changed: changed.collect(), reviewed }
    }
}

/// The review's price as it comes back.
pub(super) fn written(price: Option<Money>) -> String {
    price.map(|price| price.to_string()).unwrap_or_default()
}

/// Says why the review stands there once more.
#[component]
pub(super) fn AgainNote(again: Again) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    if !again.reviewed {
        return view! { <Note tone=Tone::Warn title=t.not_reviewed() live=true><p>{t.nothing_sent()}</p></Note> }
            .into_any();
    }
    let price = again.price.map(|(was, now)| {
        let now = now.map_or_else(|| t.unknown_price().to_owned(), |now| local::money(lang, now));
        let was = Money::parse(&was, NumberStyle::English)
            .map_or_else(|_| t.unknown_price().to_owned(), |was| local::money(lang, was));
        view! { <p>{t.price_changed(&was, &now)}</p> }
    });
    let lines: Vec<_> = again
        .changed
        .into_iter()
        .map(|(of, seen, now)| {
            let shown = |text: &str| match text {
                "" => t.nothing().to_owned(),
                text => text.lines().map(|line| explain::detail_value(lang, of, line)).collect::<Vec<_>>().join(", "),
            };
            let line = t.object_changed(explain::detail(lang, of), &shown(&seen), &shown(&now));
            view! { <p>{line}</p> }.into_any()
        })
        .collect();
    let otherwise = (price.is_none() && lines.is_empty()).then(|| view! { <p>{t.typed_otherwise()}</p> });
    view! {
        <Note tone=Tone::Warn title=t.changed_meanwhile() live=true>
            {price}{lines}{otherwise}
            <p>{t.nothing_sent()}</p>
        </Note>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(price: &str, expiry: &str) -> Fields {
        Fields::from_pairs(vec![
            (SEEN_PRICE.to_owned(), price.to_owned()),
            (SEEN.to_owned(), "ds=".to_owned()),
            (SEEN.to_owned(), format!("expiry={expiry}")),
        ])
    }

    #[test]
    fn only_what_is_different_is_told() {
        let fifty = Money::from_kroner(50).ok();
        let now = [Change::new(Detail::Expiry, "2026-12-31", "2027-12-31"), Change::new(Detail::Ds, "", "1 13 2 AB")];
        let same = Again::compare(&posted("50.00", "2026-12-31"), true, fifty, &now);
        assert_eq!((same.price, same.changed), (None, Vec::new()));
        let other = Again::compare(&posted("45.00", "2025-12-31"), true, fifty, &now);
        assert_eq!(other.price, Some(("45.00".to_owned(), fifty)));
        assert_eq!(other.changed, [(Detail::Expiry, "2025-12-31".to_owned(), "2026-12-31".to_owned())]);
        assert_eq!(Again::compare(&posted("45.00", ""), false, fifty, &now), Again::default());
    }
}
