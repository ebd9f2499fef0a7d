//! Why the registry gives no answer.

use time::OffsetDateTime;

use crate::{Lang, local};

/// Why the registry gives no answer just now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outage {
    /// It cannot be reached. Nothing was sent.
    Unreachable {
        /// When that was first seen.
        since: OffsetDateTime,
    },
    /// It takes longer than a page can wait.
    Slow {
        /// How long Birk waited, in seconds.
        waited_seconds: u64,
    },
    /// The connection broke while the answer was awaited.
    Broken,
    /// All of the account's sessions at the registry are busy.
    Busy,
    /// The registry refused the sign-in of the account's service user.
    SignInRefused {
        /// The service user.
        user: String,
    },
    /// It answered something that does not fit the question.
    Unreadable,
    /// The server is shutting down.
    Stopping,
    /// Another reason, which is in the log.
    #[default]
    Other,
}

crate::texts! {
    /// Why the registry gives no answer.
    struct T;
    title { en: "The registry does not answer", da: "Registret svarer ikke" }
    unreachable(since: &str) {
        en: "It has been out of reach since {since}. Birk keeps trying by itself.",
        da: "Det har ikke været til at nå siden {since}. Birk prøver selv igen hele tiden.",
    }
    slow(seconds: u64) {
        en: "It has not answered within {seconds} seconds. Try again in a moment.",
        da: "Det har ikke svaret inden for {seconds} sekunder. Prøv igen om lidt.",
    }
    broken { en: "The connection broke before the answer came. Try again.", da: "Forbindelsen blev afbrudt, før svaret kom. Prøv igen." }
    busy_title { en: "The registry could not be asked", da: "Registret kunne ikke spørges" }
    busy {
        en: "All of your account's connections to the registry are busy. Try again in a moment.",
        da: "Alle jeres kontos forbindelser til registret er optaget. Prøv igen om lidt.",
    }
    sign_in(user: &str) {
        en: "It refused the sign-in of the service user {user}. An administrator of your account must check its password and whether it is enabled.",
        da: "Det afviste login for servicebrugeren {user}. En administrator af jeres konto skal se dens adgangskode efter, og om den er aktiv.",
    }
    unreadable {
        en: "Its answer does not fit the question. Try again; if it stays so, tell support.",
        da: "Dets svar passer ikke til spørgsmålet. Prøv igen; bliver det ved, så sig det til support.",
    }
    stopping { en: "Birk is restarting. Try again in a moment.", da: "Birk genstarter. Prøv igen om lidt." }
    other { en: "Try again; if it stays so, tell support.", da: "Prøv igen; bliver det ved, så sig det til support." }
}

/// What happened, in a few words, and what it means.
pub fn outage(lang: Lang, outage: &Outage) -> (String, String) {
    let t = T(lang);
    let explanation = match outage {
        Outage::Unreachable { since } => t.unreachable(&local::date_time(lang, *since)),
        Outage::Slow { waited_seconds } => t.slow(*waited_seconds),
        Outage::Broken => t.broken().to_owned(),
        Outage::Busy => t.busy().to_owned(),
        Outage::SignInRefused { user } => t.sign_in(user),
        Outage::Unreadable => t.unreadable().to_owned(),
        Outage::Stopping => t.stopping().to_owned(),
        Outage::Other => t.other().to_owned(),
    };
    let title = match outage {
        Outage::Busy | Outage::Stopping | Outage::SignInRefused { .. } | Outage::Other => t.busy_title(),
        _ => t.title(),
    };
    (title.to_owned(), explanation)
}

#[cfg(test)]
mod tests {
    use time::macros::datetime;

    use super::*;

    #[test]
    fn an_outage_says_since_when() {
        let since = datetime!(2026-11-21 13:02 UTC);
        let (title, text) = outage(Lang::Da, &Outage::Unreachable { since });
        assert_eq!(title, "Registret svarer ikke");
        assert!(text.contains("21. nov. 2026 14:02"), "{text}");
        let (title, text) = outage(Lang::En, &Outage::SignInRefused { user: "EPP-100001".to_owned() });
        assert_eq!(title, "The registry could not be asked");
        assert!(text.contains("EPP-100001"));
    }
}
