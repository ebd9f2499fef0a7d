//! The services of a server: what a greeting offers and a login asks for (RFC 5730 §2.4, §2.9.1.1).

use crate::{
    ns,
    xml::{read::Element, write::XmlWriter},
};

/// The namespaces of the objects, then those of the extensions. None are no error.
pub(crate) fn read_services(element: Option<Element<'_, '_>>) -> (Vec<String>, Vec<String>) {
    let Some(element) = element else { return Default::default() };
    let extensions = element.child(ns::EPP, "svcExtension");
    (
        element.all(ns::EPP, "objURI").map(Element::token).collect(),
        extensions.iter().flat_map(|it| it.all(ns::EPP, "extURI")).map(Element::token).collect(),
    )
}

pub(crate) fn write_services(w: &mut XmlWriter, obj_uris: &[String], ext_uris: &[String]) {
    w.each("objURI", obj_uris);
    w.within_unless_empty("svcExtension", |w| w.each("extURI", ext_uris));
}
