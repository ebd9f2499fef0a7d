use leptos::prelude::*;

use super::text::T;
use ui::components::{Card, Field, Form, Submit};
use ui::{Fields, FormState, urls, viewer};

/// The form with the name that is kept.
pub(crate) fn state(name: &str) -> FormState {
    FormState::of(Fields::from_pairs(vec![("name".to_owned(), name.to_owned())]))
}

#[component]
pub(crate) fn Section(state: FormState) -> impl IntoView {
    let t = T(viewer().lang);
    view! {
        <Card title=t.title().to_owned() pad=true>
            <Form action=urls::PROFILE_NAME.to_owned() state id="name">
                <Field name="name" label=t.name() hint=t.name_hint() autocomplete="name"/>
                <div class="actions"><Submit text=t.save() kind=""/></div>
            </Form>
        </Card>
    }
}
