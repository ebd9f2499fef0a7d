//! Who shall hold the domain: a contact that exists, or a new one. Without a choice both are shown; the style sheet hides
//! the one that is not chosen.

use leptos::prelude::*;

use super::contact_fields::ContactFields;
use super::known::KnownContact;
use super::text::T;
use ui::components::{Choice, Field, RadioGroup};
use ui::{urls, viewer};

const LIST: &str = "own-contacts";

#[component]
pub(super) fn RegistrantFields(contacts: Vec<KnownContact>) -> impl IntoView {
    let t = T(viewer().lang);
    let choices = vec![
        Choice::new("handle", t.kind_handle()).hint(t.kind_handle_hint()),
        Choice::new("new", t.kind_new()).hint(t.kind_new_hint()),
    ];
    let known: Vec<_> = contacts
        .into_iter()
        .map(|contact| {
            let words = [contact.name, contact.place]
                .into_iter()
                .filter(|text| !text.is_empty())
                .collect::<Vec<_>>()
                .join(", ");
            view! { <option value=contact.handle>{words}</option> }.into_any()
        })
        .collect();
    view! {
        <div class="registrant">
            <RadioGroup name="registrant_kind" label=t.registrant_kind() choices default="handle"/>
            <fieldset class="if-handle">
                <legend>{t.existing_contact()}</legend>
                <Field name="registrant_handle" label=t.registrant_handle() hint=t.registrant_handle_hint() list=LIST autocomplete="off"/>
                <p><a href=urls::SEARCH target="_blank" rel="noopener">{t.find_contact()}</a></p>
                <datalist id=LIST>{known}</datalist>
            </fieldset>
            <fieldset class="if-new">
                <legend>{t.new_contact()}</legend>
                <ContactFields/>
            </fieldset>
        </div>
    }
}
