crate::texts! {
    /// The words of a name server's page.
    pub(super) struct T;
    crumb { en: "WHOIS search", da: "WHOIS-søgning" }
}
