//! What every test of the form starts from.

mod pages;
mod parsing;

use time::OffsetDateTime;
use time::macros::datetime;

use ui::{Environment, FieldErrors, Fields, Lang, Theme, Viewer};

const NOW: OffsetDateTime = datetime!(2026-11-21 13:02 UTC);

/// An application that is right, for a contact that exists.
const HANDLE: &[(&str, &str)] = &[
    ("domain_name", "blåbærgrød.dk"),
    ("auto_renew", "true"),
    ("registrant_kind", "handle"),
    ("registrant_handle", "GSA42-DK"),
    ("name_servers", "ns1.nordisk.example\nns2.nordisk.example"),
    ("accepted_at", "2026-11-21T10:15"),
    ("consent_method", "online_form"),
    ("terms_version", "15"),
];

/// What makes [`HANDLE`] one for a new Danish company.
const NEW: &[(&str, &str)] = &[
    ("registrant_kind", "new"),
    ("registrant_handle", ""),
    ("contact_user_type", "company"),
    ("contact_organisation", "Grød & Sønner ApS"),
    ("contact_cvr", "24210375"),
    ("contact_country", "DK"),
    ("contact_street", "Åboulevarden 12"),
    ("contact_postal_code", "8000"),
    ("contact_city", "Aarhus C"),
    ("contact_email", "post@groed.example"),
    ("contact_phone", "33646060"),
];

/// The fields of [`HANDLE`] with others set over them, in this order.
fn fields(changes: &[&[(&str, &str)]]) -> Fields {
    let mut fields = Fields::default();
    for (name, value) in HANDLE.iter().chain(changes.iter().copied().flatten()) {
        fields.set(name, *value);
    }
    fields
}

fn parse(fields: &Fields, lang: Lang) -> Result<super::Request, FieldErrors> {
    super::parse(fields, lang, NOW, true)
}

fn viewer(lang: Lang) -> Viewer {
    Viewer {
        lang,
        theme: Theme::System,
        user: None,
        environment: Environment::Sandbox,
        sandbox_control_url: None,
        balance: None,
        nav: Vec::new(),
        path: "/whois/register".to_owned(),
        csrf: "token".to_owned(),
        flash: None,
        now: NOW,
        draft_restored: false,
    }
}
