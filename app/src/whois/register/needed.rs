//! Values that must be there, with words of their own for when they are not.

use ui::Reader;

/// A value that must be there; `explain` also words that it is not, so that the message says which one is meant.
pub(super) fn needed<V, E>(
    form: &mut Reader<'_>,
    field: &'static str,
    parse: impl FnOnce(&str) -> Result<V, E>,
    explain: impl FnOnce(E) -> String,
) -> Option<V> {
    let value = parse(form.fields().get(field)).map_err(explain);
    form.keep(field, value)
}

/// A text that must be there, with words of its own for when it is not.
pub(super) fn needed_text(form: &mut Reader<'_>, field: &'static str, most: usize, missing: &str) -> Option<String> {
    let text = form.text(field, most);
    let given = if text.is_empty() { Err(missing.to_owned()) } else { Ok(text) };
    form.keep(field, given)
}

/// One of a closed set, with words of its own for when none was chosen.
pub(super) fn chosen<V>(
    form: &mut Reader<'_>,
    field: &'static str,
    missing: &str,
    choose: impl FnOnce(&str) -> Option<V>,
) -> Option<V> {
    let value = choose(form.fields().get(field).trim()).ok_or_else(|| missing.to_owned());
    form.keep(field, value)
}
