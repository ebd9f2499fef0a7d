use std::fmt;

use super::text::T;
use ui::{FieldErrors, Fields, Lang};

/// Fewest characters of a password.
pub const SHORTEST: usize = 12;
/// Most characters of a password.
pub const LONGEST: usize = 128;

/// A change of password. `Debug` shows neither.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The password in force, as typed; not yet verified.
    pub current: String,
    /// The new one, as typed: 12 to 128 characters, not the e-mail address.
    pub new: String,
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").finish_non_exhaustive()
    }
}

/// Reads the form of the user with this `email`. Nothing is trimmed: spaces are characters like any other.
///
/// # Errors
/// All that is wrong, field by field.
pub fn parse(fields: &Fields, lang: Lang, email: &str) -> Result<Request, FieldErrors> {
    let t = T(lang);
    let [current, new, repeat] = ["current_password", "new_password", "repeat_password"].map(|name| fields.get(name));
    let mut errors = FieldErrors::default();
    if current.is_empty() {
        errors.add("current_password", t.missing());
    }
    match new.chars().count() {
        0 => errors.add("new_password", t.missing()),
        has if has < SHORTEST => errors.add("new_password", t.too_short(has, SHORTEST)),
        has if has > LONGEST => errors.add("new_password", t.too_long(LONGEST)),
        _ if new.trim().to_lowercase() == email.to_lowercase() => errors.add("new_password", t.is_email()),
        _ => {}
    }
    if repeat.is_empty() {
        errors.add("repeat_password", t.missing());
    } else if repeat != new {
        errors.add("repeat_password", t.unlike());
    }
    if errors.is_empty() { Ok(Request { current: current.to_owned(), new: new.to_owned() }) } else { Err(errors) }
}

/// What to show where the current password turned out not to be it.
pub fn wrong_current(lang: Lang) -> FieldErrors {
    let mut errors = FieldErrors::default();
    errors.add("current_password", T(lang).wrong());
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    const EMAIL: &str = "aase.oe@nordisk.example";

    fn parsed(current: &str, new: &str, repeat: &str) -> Result<Request, FieldErrors> {
        let pairs = [("current_password", current), ("new_password", new), ("repeat_password", repeat)];
        let pairs = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        parse(&Fields::from_pairs(pairs.into()), Lang::En, EMAIL)
    }

    #[test]
    fn everything_wrong_is_said_at_once() {
        let errors = parsed("", "kort", "andet").unwrap_err();
        let found: Vec<_> = errors.iter().collect();
        assert_eq!(
            found,
            [
                ("current_password", "Fill in this field."),
                ("new_password", "It has 4 characters; at least 12 are needed."),
                ("repeat_password", "It is not the same as the new password above."),
            ]
        );
    }

    #[test]
    fn length_counts_characters_and_spaces_stay() {
        let twelve = "å ø æ å ø æ ";
        assert_eq!(parsed("x", twelve, twelve).unwrap().new, twelve);
        let longest = "æ".repeat(LONGEST);
        assert!(parsed("x", &longest, &longest).is_ok());
        let longer = "æ".repeat(LONGEST + 1);
        assert_eq!(parsed("x", &longer, &longer).unwrap_err().get("new_password"), Some("At most 128 characters."));
    }

    #[test]
    fn the_email_address_is_no_password() {
        let shouted = EMAIL.to_uppercase();
        assert!(parsed("x", &shouted, &shouted).unwrap_err().get("new_password").unwrap().contains("e-mail"));
    }

    #[test]
    fn debug_shows_no_password() {
        let request = parsed("current-secret", "new-secret-word", "new-secret-word").unwrap();
        assert!(!format!("{request:?}").contains("secret"));
    }
}
