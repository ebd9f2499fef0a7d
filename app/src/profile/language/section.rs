use leptos::prelude::*;

use super::text::T;
use ui::components::{Card, Choice, Form, RadioGroup, Submit};
use ui::{Fields, FormState, Lang, Theme, urls, viewer};

/// The form with what is kept.
pub(crate) fn state(lang: Lang, theme: Theme) -> FormState {
    let pairs = [("language", lang.code()), ("theme", theme.word())];
    FormState::of(Fields::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into()))
}

#[component]
pub(crate) fn Section(state: FormState) -> impl IntoView {
    let t = T(viewer().lang);
    let languages = [Lang::Da, Lang::En].map(|lang| Choice::new(lang.code(), lang.own_name())).into();
    let themes = vec![
        Choice::new(Theme::System.word(), t.system()).hint(t.system_hint()),
        Choice::new(Theme::Light.word(), t.light()),
        Choice::new(Theme::Dark.word(), t.dark()),
    ];
    view! {
        <Card title=t.title().to_owned() pad=true>
            <Form action=urls::PROFILE_LANGUAGE.to_owned() state id="language">
                <div class="two">
                    <RadioGroup name="language" label=t.language() choices=languages/>
                    <RadioGroup name="theme" label=t.theme() choices=themes/>
                </div>
                <div class="actions"><Submit text=t.save() kind=""/></div>
            </Form>
        </Card>
    }
}
