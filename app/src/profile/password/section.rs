use leptos::prelude::*;

use super::form::{LONGEST, SHORTEST};
use super::text::T;
use ui::components::{Card, Field, Form, Submit};
use ui::{FormState, urls, viewer};

#[component]
pub(crate) fn Section(state: FormState, email: String) -> impl IntoView {
    let t = T(viewer().lang);
    let hint = t.new_hint(SHORTEST, LONGEST);
    view! {
        <Card title=t.title().to_owned() pad=true>
            <Form action=urls::PROFILE_PASSWORD.to_owned() state id="password">
                // Tells password managers whose password it is; the server does not read it.
                <input type="text" name="username" value=email autocomplete="username" readonly=true hidden=true/>
                <Field name="current_password" label=t.current() kind="password" autocomplete="current-password"/>
                <Field name="new_password" label=t.new_one() kind="password" autocomplete="new-password" hint/>
                <Field name="repeat_password" label=t.repeat() kind="password" autocomplete="new-password"/>
                <p class="muted">{t.ends_sessions()}</p>
                <div class="actions"><Submit text=t.save()/></div>
            </Form>
        </Card>
    }
}
