use ui::{FieldErrors, Fields, Lang, Reader, Theme};

/// The language and theme chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Request {
    /// Language of the pages.
    pub language: Lang,
    /// Light, dark, or as the system.
    pub theme: Theme,
}

/// Reads the form.
///
/// # Errors
/// All that is wrong, field by field.
pub fn parse(fields: &Fields, lang: Lang) -> Result<Request, FieldErrors> {
    let mut form = Reader::new(fields, lang);
    let language = form.choice("language", Lang::from_code);
    let theme = form.choice("theme", Theme::from_word);
    form.finish(language.zip(theme).map(|(language, theme)| Request { language, theme }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(language: &str, theme: &str) -> Fields {
        Fields::from_pairs(vec![("language".to_owned(), language.to_owned()), ("theme".to_owned(), theme.to_owned())])
    }

    #[test]
    fn both_choices_are_of_a_closed_set() {
        let chosen = parse(&fields("da", "dark"), Lang::En).unwrap();
        assert_eq!(chosen, Request { language: Lang::Da, theme: Theme::Dark });
        let errors = parse(&fields("sv", ""), Lang::Da).unwrap_err();
        let found: Vec<_> = errors.iter().collect();
        assert_eq!(found, [("language", "Vælg en af mulighederne."), ("theme", "Vælg en af mulighederne.")]);
    }
}
