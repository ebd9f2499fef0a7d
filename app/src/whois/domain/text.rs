crate::texts! {
    /// The words of a domain's page.
    pub(super) struct T;
    crumb { en: "WHOIS search", da: "WHOIS-søgning" }
}
