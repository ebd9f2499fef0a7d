use ui::{FieldErrors, Fields, Lang, Reader};

/// Longest name, in characters.
const LONGEST: usize = 100;

/// A new name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Trimmed, 1 to 100 characters.
    pub name: String,
}

/// Reads the form.
///
/// # Errors
/// All that is wrong, field by field.
pub fn parse(fields: &Fields, lang: Lang) -> Result<Request, FieldErrors> {
    let mut form = Reader::new(fields, lang);
    let name = form.required("name", LONGEST);
    form.finish(name.map(|name| Request { name }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(name: &str) -> Result<Request, FieldErrors> {
        parse(&Fields::from_pairs(vec![("name".to_owned(), name.to_owned())]), Lang::En)
    }

    #[test]
    fn a_name_is_neither_empty_nor_endless() {
        assert_eq!(parsed("  Åse Ø.  ").unwrap().name, "Åse Ø.");
        assert_eq!(parsed("  ").unwrap_err().get("name"), Some("Fill in this field."));
        assert!(parsed(&"å".repeat(100)).is_ok());
        assert_eq!(parsed(&"å".repeat(101)).unwrap_err().get("name"), Some("At most 100 characters."));
    }
}
