//! Before-images: what the registry said about an object right before a command was sent, as it is kept with the attempt.

use epp::object::Checked;
use epp::{ResData, Response};
use serde_json::{Value, json};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// What later questions are compared with. A refusal is kept, too: it tells that nothing could be seen.
pub(crate) fn image(response: &Response) -> Value {
    match &response.data {
        Some(ResData::DomainInfo(info)) => json!({
            "object": info.name,
            "expires": info.ex_date.and_then(written),
            "updated": info.up_date.and_then(written),
        }),
        Some(ResData::DomainCheck(data)) => checked(&data.items),
        Some(ResData::ContactCheck(data)) => checked(&data.items),
        Some(ResData::HostCheck(data)) => checked(&data.items),
        _ => json!({ "code": response.code().0 }),
    }
}

fn written(at: OffsetDateTime) -> Option<String> {
    at.format(&Rfc3339).ok()
}

/// A moment out of an image.
pub(crate) fn seen(image: Option<&Value>, what: &str) -> Option<OffsetDateTime> {
    let text = image.and_then(|image| image.get(what)).and_then(Value::as_str)?;
    OffsetDateTime::parse(text, &Rfc3339).ok()
}

fn checked(items: &[Checked]) -> Value {
    items.first().map_or_else(
        || json!({}),
        |item| json!({ "object": item.object, "available": item.available, "reason": item.reason }),
    )
}

/// Whether a check's image says that the object existed already. One that was only applied for did not.
pub(crate) fn was_in_use(image: Option<&Value>) -> bool {
    let text = |name: &str| image.and_then(|image| image.get(name));
    text("available").and_then(Value::as_bool) == Some(false)
        && text("reason").and_then(Value::as_str).is_some_and(|reason| reason.eq_ignore_ascii_case("in use"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_image_says_whether_the_object_existed() {
        let item = |available, reason: Option<&str>| {
            let reason = reason.map(str::to_owned);
            checked(&[Checked { object: "a.dk".to_owned(), available, reason }])
        };
        assert!(was_in_use(Some(&item(false, Some("In Use")))));
        assert!(!was_in_use(Some(&item(false, Some("Enqueued")))));
        assert!(!was_in_use(Some(&item(true, None))));
        assert!(!was_in_use(Some(&checked(&[]))));
        assert!(!was_in_use(Some(&json!({ "code": 2400 }))));
        assert!(!was_in_use(None));
    }
}
