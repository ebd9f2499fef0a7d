crate::texts! {
    /// The words of the search page.
    pub(super) struct T;
    nav { en: "Search", da: "Søg" }
    title { en: "WHOIS search", da: "WHOIS-søgning" }
}
