use super::text::T;
use ui::{FieldErrors, Fields, Lang, Reader};

/// What an administrator decides about the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Whether Birk owns the queue from now on.
    pub owned: bool,
}

/// Reads `owned` (`yes` or `no`) and the confirmation `confirm`.
///
/// # Errors
/// All that is wrong.
pub fn parse(fields: &Fields, lang: Lang) -> Result<Request, FieldErrors> {
    let mut form = Reader::new(fields, lang);
    let owned = form.choice("owned", |word| match word {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    });
    if !form.checked("confirm") {
        form.wrong("confirm", T(lang).confirm_missing());
    }
    form.finish(owned.map(|owned| Request { owned }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from_pairs(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn a_decision_must_be_confirmed() {
        assert_eq!(parse(&fields(&[("owned", "yes"), ("confirm", "1")]), Lang::Da), Ok(Request { owned: true }));
        assert_eq!(parse(&fields(&[("owned", "no"), ("confirm", "1")]), Lang::Da), Ok(Request { owned: false }));
        let errors = parse(&fields(&[("owned", "yes")]), Lang::En).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["confirm"]);
        let errors = parse(&fields(&[("owned", "perhaps")]), Lang::Da).unwrap_err();
        assert_eq!(errors.iter().map(|(field, _)| field).collect::<Vec<_>>(), ["owned", "confirm"]);
    }
}
