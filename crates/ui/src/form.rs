//! Forms: what was typed, what is wrong with it, and reading it all at once.

use std::borrow::Cow;

use crate::Lang;

/// What a person typed: names and values in the form's order. A form is shown again from exactly this.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// From decoded form data.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// All of it.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// The first value of `name`; empty where the field is absent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// Every value of `name`.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// The lines of `name` that are not empty, trimmed.
    pub fn lines<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.all(name).flat_map(str::lines).map(str::trim).filter(|line| !line.is_empty())
    }

    /// Whether the checkbox `name` was ticked.
    pub fn checked(&self, name: &str) -> bool {
        self.0.iter().any(|(field, _)| field == name)
    }

    /// Whether nothing was typed at all.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sets `name` to one value.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        self.0.retain(|(field, _)| field != name);
        self.0.push((name.to_owned(), value.into()));
    }

    /// The same without some fields.
    #[must_use]
    pub fn without(&self, names: &[&str]) -> Self {
        Self(self.0.iter().filter(|(field, _)| !names.contains(&field.as_str())).cloned().collect())
    }
}

/// What is wrong, field by field, in the user's language and in the order it was found (which is the form's order).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldErrors(Vec<(Cow<'static, str>, String)>);

impl FieldErrors {
    /// Adds what is wrong with `field`; the first thing found is what is shown beside it.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, message: impl Into<String>) {
        self.0.push((field.into(), message.into()));
    }

    /// What to show beside `field`.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.0.iter().find(|(name, _)| name == field).map(|(_, message)| message.as_str())
    }

    /// Whether all is well.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many things are wrong.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Field and message.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, message)| (field.as_ref(), message.as_str()))
    }
}

/// A refusal by the registry: plain words first, then what support asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusal {
    /// What happened, in a few words.
    pub title: String,
    /// Why, and what it means.
    pub explanation: String,
    /// What to do next, and where.
    pub next_step: Option<(String, Option<String>)>,
    /// The result code of RFC 5730.
    pub code: Option<u16>,
    /// The registry's own text.
    pub registry_text: Option<String>,
    /// The client's transaction id.
    pub cl_trid: Option<String>,
    /// The registry's transaction id.
    pub sv_trid: Option<String>,
}

/// A form as it is shown: values, errors, and a refusal if there was one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormState {
    /// Values.
    pub fields: Fields,
    /// What is wrong with them.
    pub errors: FieldErrors,
    /// What the registry refused.
    pub refusal: Option<Refusal>,
}

impl FormState {
    /// A form with these values and nothing wrong.
    pub fn of(fields: Fields) -> Self {
        Self { fields, ..Self::default() }
    }

    /// A form shown again with what is wrong.
    pub fn with_errors(fields: Fields, errors: FieldErrors) -> Self {
        Self { fields, errors, refusal: None }
    }
}

crate::texts! {
    /// What every form can say.
    struct T;
    missing { en: "Fill in this field.", da: "Udfyld feltet." }
    too_long(most: usize) { en: "At most {most} characters.", da: "Højst {most} tegn." }
    choose { en: "Choose one of these.", da: "Vælg en af mulighederne." }
}

/// Reads a form and collects ALL that is wrong with it.
#[derive(Debug)]
pub struct Reader<'a> {
    fields: &'a Fields,
    lang: Lang,
    errors: FieldErrors,
}

impl<'a> Reader<'a> {
    /// Begins with `fields`; messages will be in `lang`.
    pub fn new(fields: &'a Fields, lang: Lang) -> Self {
        Self { fields, lang, errors: FieldErrors::default() }
    }

    /// The trimmed text of `field`; empty is fine.
    pub fn text(&mut self, field: &'static str, most: usize) -> String {
        let text = self.fields.get(field).trim();
        if text.chars().count() > most {
            self.errors.add(field, T(self.lang).too_long(most));
        }
        text.to_owned()
    }

    /// The trimmed text of `field`, which must not be empty.
    pub fn required(&mut self, field: &'static str, most: usize) -> Option<String> {
        let text = self.text(field, most);
        if text.is_empty() {
            self.errors.add(field, T(self.lang).missing());
            return None;
        }
        Some(text)
    }

    /// A required value: `parse` reads the trimmed text, `explain` words what is wrong with it.
    pub fn parse<V, E>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<V, E>,
        explain: impl FnOnce(E) -> String,
    ) -> Option<V> {
        let text = self.fields.get(field).trim();
        if text.is_empty() {
            self.errors.add(field, T(self.lang).missing());
            return None;
        }
        self.keep(field, parse(text).map_err(explain))
    }

    /// An optional value: as [`Reader::parse`], but empty is `None`.
    pub fn optional<V, E>(
        &mut self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<V, E>,
        explain: impl FnOnce(E) -> String,
    ) -> Option<V> {
        let text = self.fields.get(field).trim();
        if text.is_empty() { None } else { self.keep(field, parse(text).map_err(explain)) }
    }

    /// One of a closed set.
    pub fn choice<V>(&mut self, field: &'static str, choose: impl FnOnce(&str) -> Option<V>) -> Option<V> {
        let chosen = choose(self.fields.get(field).trim());
        if chosen.is_none() {
            self.errors.add(field, T(self.lang).choose());
        }
        chosen
    }

    /// Whether the checkbox was ticked.
    pub fn checked(&self, field: &str) -> bool {
        self.fields.checked(field)
    }

    /// The fields themselves, for what needs more than one of them.
    pub fn fields(&self) -> &'a Fields {
        self.fields
    }

    /// Adds what is wrong with `field`.
    pub fn wrong(&mut self, field: impl Into<Cow<'static, str>>, message: impl Into<String>) {
        self.errors.add(field, message);
    }

    /// Keeps a value, or what is wrong with it.
    pub fn keep<V>(&mut self, field: &'static str, result: Result<V, String>) -> Option<V> {
        match result {
            Ok(value) => Some(value),
            Err(message) => {
                self.errors.add(field, message);
                None
            }
        }
    }

    /// The request, if nothing is wrong. `build` gives `None` only where something was.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn finish<V>(self, value: Option<V>) -> Result<V, FieldErrors> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(self.errors),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_errors_are_collected_in_order() {
        let fields =
            Fields::from_pairs(vec![("age".to_owned(), "x".to_owned()), ("note".to_owned(), "12345".to_owned())]);
        let mut form = Reader::new(&fields, Lang::En);
        let name = form.required("name", 10);
        let age = form.parse("age", str::parse::<u8>, |_| "Not a number.".to_owned());
        form.text("note", 4);
        let errors = form.finish(name.zip(age)).unwrap_err();
        let found: Vec<_> = errors.iter().collect();
        assert_eq!(
            found,
            [("name", "Fill in this field."), ("age", "Not a number."), ("note", "At most 4 characters.")]
        );
    }

    #[test]
    fn lines_are_trimmed_and_empty_ones_left_out() {
        let fields = Fields::from_pairs(vec![("ns".to_owned(), " a \r\n\r\nb".to_owned())]);
        assert_eq!(fields.lines("ns").collect::<Vec<_>>(), ["a", "b"]);
    }
}
