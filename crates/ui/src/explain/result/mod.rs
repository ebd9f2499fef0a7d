//! What the registry's result codes mean, and what to do next.

mod codes;
mod known;

pub use codes::{Verdict, result_code};

use crate::{Lang, Refusal, urls};

crate::texts! {
    /// What goes around an explanation.
    struct T;
    points_at(values: &str) { en: "The registry points at: {values}", da: "Registret peger på: {values}" }
    shutting_down { en: "The registry was closing down.", da: "Registret var ved at lukke ned." }
    too_many_errors { en: "The registry closed the connection after several errors of the same kind.", da: "Registret lukkede forbindelsen efter flere fejl af samme slags." }
    top_up_payer { en: "Add money under Prepaid, then send again.", da: "Sæt penge ind under Forudbetalt, og send så igen." }
    top_up_others {
        en: "Ask a colleague with the Payer role to add money under Prepaid, then send again.",
        da: "Bed en kollega med rollen Betaler om at sætte penge ind under Forudbetalt, og send så igen.",
    }
}

/// All that a page shows where the registry refused a command: plain words by code and text, what to do next, and the
/// registry's own answer for support.
///
/// `code` may be as received or read back from a `25xx`; `values` are what the registry points out.
pub fn refusal(lang: Lang, code: u16, registry_text: &str, cl_trid: &str, sv_trid: &str, values: &[String]) -> Refusal {
    let t = T(lang);
    let said = registry_text.trim();
    let (said_first, ending) = match said.split_once("; Disconnect due to ") {
        Some((first, why)) if why.starts_with("server shutdown") => (first, Some(t.shutting_down())),
        Some((first, _)) => (first, Some(t.too_many_errors())),
        None => (said, None),
    };
    let base = base(code);
    let verdict = known::verdict(lang, base, said_first).unwrap_or_else(|| result_code(lang, code));
    let mut explanation = verdict.explanation;
    if let Some(ending) = ending {
        explanation.push(' ');
        explanation.push_str(ending);
    }
    let values: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    if !values.is_empty() {
        explanation.push(' ');
        explanation.push_str(&t.points_at(&values.join(", ")));
    }
    let text = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Refusal {
        title: verdict.title,
        explanation,
        next_step: verdict.next_step.map(|step| (step, None)),
        code: Some(code),
        registry_text: text(said),
        cl_trid: text(cl_trid),
        sv_trid: text(sv_trid),
    }
}

/// What to do where funds lack (2104): who is a Payer gets the way there, others whom to ask.
pub fn top_up_step(lang: Lang, payer: bool) -> (String, Option<String>) {
    let t = T(lang);
    match payer {
        true => (t.top_up_payer().to_owned(), Some(urls::PREPAID.to_owned())),
        false => (t.top_up_others().to_owned(), None),
    }
}

/// The code that a `25xx` stands for, where that can be told (Punktum dk EPP specification § Session Termination Conditions).
const fn base(code: u16) -> u16 {
    match code {
        2502..=2508 => code - 200,
        _ => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(lang: Lang, code: u16, text: &str) -> Refusal {
        refusal(lang, code, text, "BIRK-1", "SV-1", &[])
    }

    #[test]
    fn a_refusal_carries_what_support_asks_for() {
        let refusal =
            refusal(Lang::En, 2306, "Parameter value policy error", "BIRK-1", "", &["a.dk".to_owned(), " ".to_owned()]);
        assert_eq!((refusal.code, refusal.cl_trid.as_deref(), refusal.sv_trid), (Some(2306), Some("BIRK-1"), None));
        assert_eq!(refusal.registry_text.as_deref(), Some("Parameter value policy error"));
        assert!(refusal.explanation.ends_with("The registry points at: a.dk"), "{}", refusal.explanation);
    }

    #[test]
    fn known_texts_are_explained_more_closely_than_their_code() {
        let plain = refused(Lang::En, 2303, "Domain not found");
        let host = refused(Lang::En, 2303, "Host not found: ns1.nordisk.example");
        assert_ne!(plain.title, host.title);
        assert!(host.explanation.contains("ns1.nordisk.example"));
        let cvr = refused(Lang::Da, 2005, "Name and CVR number does not match");
        assert!(cvr.explanation.contains("CVR"), "{}", cvr.explanation);
    }

    #[test]
    fn the_end_of_a_session_is_told_apart_from_the_refusal() {
        let refusal = refused(Lang::En, 2503, "Host not found: ns1.a.dk; Disconnect due to server shutdown");
        assert_eq!(refusal.code, Some(2503));
        assert!(
            refusal.explanation.contains("ns1.a.dk") && refusal.explanation.contains("closing down"),
            "{}",
            refusal.explanation
        );
        assert!(!refusal.explanation.contains("Disconnect"));
    }

    #[test]
    fn funds_lead_payers_to_prepaid_and_others_to_a_payer() {
        assert_eq!(top_up_step(Lang::En, true).1.as_deref(), Some("/prepaid"));
        let (words, href) = top_up_step(Lang::Da, false);
        assert!(words.contains("Betaler") && href.is_none());
        assert!(refused(Lang::En, 2104, "Insufficient credit. Domain cannot be created.").next_step.is_some());
    }
}
