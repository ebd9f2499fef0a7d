//! What an operation changes, in words.

use dk::{Detail, Fold, LocalDateTime};

use crate::{Lang, local};

crate::texts! {
    /// What can be different, and the words for what is kept as a word.
    struct T;
    expiry { en: "Expires", da: "Udløber" }
    auto_renew { en: "At expiry", da: "Ved udløb" }
    registrant { en: "Registrant", da: "Registrant" }
    name_servers { en: "Name servers", da: "Navneservere" }
    ds { en: "DS records", da: "DS-records" }
    renews { en: "Renewed automatically", da: "Fornyes automatisk" }
    lapses { en: "Expires", da: "Udløber" }
}

/// What is different afterwards, as a label.
pub fn detail(lang: Lang, detail: Detail) -> &'static str {
    let t = T(lang);
    match detail {
        Detail::Expiry => t.expiry(),
        Detail::AutoRenew => t.auto_renew(),
        Detail::Registrant => t.registrant(),
        Detail::NameServers => t.name_servers(),
        Detail::Ds => t.ds(),
    }
}

/// One side of a [`Change`](dk::Change) for people to read; what is not as expected stays as it is.
pub fn detail_value(lang: Lang, detail: Detail, value: &str) -> String {
    let t = T(lang);
    match detail {
        Detail::Expiry => day(lang, value).unwrap_or_else(|| value.to_owned()),
        Detail::AutoRenew => match value {
            "true" => t.renews().to_owned(),
            "false" => t.lapses().to_owned(),
            other => other.to_owned(),
        },
        Detail::Registrant | Detail::NameServers | Detail::Ds => value.to_owned(),
    }
}

/// Whether its sides are lists, an entry a line: then it is told which entries come and which go.
pub const fn is_list(detail: Detail) -> bool {
    match detail {
        Detail::NameServers | Detail::Ds => true,
        Detail::Expiry | Detail::AutoRenew | Detail::Registrant => false,
    }
}

/// `2026-12-31` as people write it. No clock is changed at noon.
fn day(lang: Lang, value: &str) -> Option<String> {
    let noon = LocalDateTime::parse(&format!("{value}T12:00")).ok()?;
    Some(local::date(lang, noon.to_utc(Fold::Earlier).ok()?))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_detail_has_a_label_of_its_own_in_both_languages() {
        for lang in [Lang::Da, Lang::En] {
            let labels: BTreeSet<_> = Detail::ALL.iter().map(|of| detail(lang, *of)).collect();
            assert_eq!(labels.len(), Detail::ALL.len());
        }
    }

    #[test]
    fn dates_and_words_are_written_for_people_and_the_unknown_stays() {
        let says = |of, value| [Lang::Da, Lang::En].map(|lang| detail_value(lang, of, value));
        assert_eq!(says(Detail::Expiry, "2026-12-31"), ["31. december 2026", "31 December 2026"]);
        assert_eq!(says(Detail::Expiry, "later"), ["later", "later"]);
        assert_eq!(says(Detail::AutoRenew, "true"), ["Fornyes automatisk", "Renewed automatically"]);
        assert_eq!(says(Detail::AutoRenew, "false"), ["Udløber", "Expires"]);
        assert_eq!(says(Detail::AutoRenew, "<b>"), ["<b>", "<b>"]);
    }
}
