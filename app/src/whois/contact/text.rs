crate::texts! {
    /// The words of a contact's page.
    pub(super) struct T;
    crumb { en: "WHOIS search", da: "WHOIS-søgning" }
}
