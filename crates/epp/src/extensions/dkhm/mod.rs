//! The registry's own extensions (Punktum dk EPP specification § Implementation Extensions, schema dkhm-4.5).

mod contact;
mod response;
mod verification;

pub use contact::ContactData;
pub use response::{AuthInfo, DomainAdvisory, Response};
pub use verification::{ConfirmEmail, ContactVerification, VerificationRequest, Verified};

use crate::{
    ns,
    xml::{read::Element, write::XmlWriter},
};

/// Attributes of an element; those without a value are left out.
type Attributes<'a> = [(&'a str, Option<String>)];

/// Writes an element that declares its namespace, as each of the registry's does.
fn write_element(w: &mut XmlWriter, name: &str, attributes: &Attributes<'_>, text: &str) {
    let declared = [("xmlns:dkhm", ns::DKHM)];
    let given = attributes.iter().filter_map(|(key, value)| Some((*key, value.as_deref()?)));
    let all: Vec<_> = declared.into_iter().chain(given).collect();
    w.leaf_with(&format!("dkhm:{name}"), &all, text);
}

/// Writes an element with a text, if there is one.
pub(crate) fn write_optional(w: &mut XmlWriter, name: &str, text: Option<&str>) {
    if let Some(text) = text {
        write_element(w, name, &[], text);
    }
}

/// A child in the namespace of its parent, which is one of the two versions.
fn child<'a, 'input>(parent: Element<'a, 'input>, name: &str) -> Option<Element<'a, 'input>> {
    parent.child(parent.namespace(), name)
}
