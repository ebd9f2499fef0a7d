use super::network::{Network, NetworkError};
use super::text::T;
use ui::{FieldErrors, Fields, Lang, Reader};

/// Most characters of a note.
const NOTE: usize = 100;

/// A network to admit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The network.
    pub network: Network,
    /// Whose it is; may be empty.
    pub note: String,
}

/// Reads `network` and `note`.
///
/// # Errors
/// All that is wrong.
pub fn parse(fields: &Fields, lang: Lang) -> Result<Request, FieldErrors> {
    let t = T(lang);
    let mut form = Reader::new(fields, lang);
    let network = form.parse("network", Network::parse, |error| match error {
        NetworkError::NotAnAddress => t.not_an_address().to_owned(),
        NetworkError::NotAPrefix { most } => t.not_a_prefix(most),
        NetworkError::HostBits { meant } => t.host_bits(&meant.to_string()),
    });
    let note = form.text("note", NOTE);
    form.finish(network.map(|network| Request { network, note }))
}

/// What to show beside the confirmation that is missing.
pub(super) fn lockout_missing(lang: Lang) -> &'static str {
    T(lang).lockout_missing()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(network: &str, note: &str) -> Fields {
        Fields::from_pairs(vec![("network".to_owned(), network.to_owned()), ("note".to_owned(), note.to_owned())])
    }

    #[test]
    fn a_network_and_its_note_are_read() {
        let request = parse(&fields(" 192.0.2.0/24", " Kontoret "), Lang::Da).unwrap();
        assert_eq!((request.network.to_string().as_str(), request.note.as_str()), ("192.0.2.0/24", "Kontoret"));
    }

    #[test]
    fn all_that_is_wrong_is_said_at_once() {
        let errors = parse(&fields("192.0.2.7/24", &"x".repeat(101)), Lang::En).unwrap_err();
        assert_eq!(errors.len(), 2);
        assert!(errors.get("network").unwrap().contains("192.0.2.0/24"));
        assert!(errors.get("note").is_some());
        assert!(parse(&fields("", ""), Lang::Da).unwrap_err().get("network").is_some());
        assert!(parse(&fields("2001:db8::/129", ""), Lang::En).unwrap_err().get("network").unwrap().contains("128"));
    }
}
