//! The fields of a new contact, with every field of the registry's.

use dk::{Country, UserType};
use leptos::prelude::*;

use super::text::C;
use ui::components::{Checkbox, Choice, Field, RadioGroup, Select, TextArea};
use ui::{Lang, explain, viewer};

#[component]
pub(super) fn ContactFields() -> impl IntoView {
    let lang = viewer().lang;
    let t = C(lang);
    let kinds = UserType::ALL.iter().map(|kind| Choice::new(kind.as_str(), explain::user_type(lang, *kind))).collect();
    let matches = vec![
        Choice::new("auto", t.match_auto()).hint(t.match_auto_hint()),
        Choice::new("force", t.match_force()).hint(t.match_force_hint()),
    ];
    view! {
        <div class="stack contact">
            <RadioGroup name="contact_user_type" label=t.user_type() hint=t.user_type_hint() choices=kinds/>
            <Select name="contact_country" label=t.country() choices=countries(lang) default="DK"/>
            <Names/>
            <Address/>
            <Reach/>
            <Checkbox name="contact_verified" label=t.verified() hint=t.verified_hint()/>
            <RadioGroup name="contact_match" label=t.match_label() choices=matches default="auto"/>
        </div>
    }
}

#[component]
fn Names() -> impl IntoView {
    let t = C(viewer().lang);
    view! {
        <div class="if-organisation"><Field name="contact_organisation" label=t.organisation() hint=t.organisation_hint() depends=true/></div>
        <Field name="contact_name" label=t.name() hint=t.name_hint() depends=true/>
        <div class="if-organisation">
            <Field name="contact_cvr" label=t.cvr() hint=t.cvr_hint() depends=true autocomplete="off"/>
        </div>
        <div class="two if-organisation if-danish">
            <Field name="contact_p_number" label=t.p_number() hint=t.p_number_hint() optional=true autocomplete="off"/>
            <Field name="contact_ean" label=t.ean() hint=t.ean_hint() optional=true autocomplete="off"/>
        </div>
        <div class="if-organisation if-foreign">
            <Checkbox name="contact_sole_proprietorship" label=t.sole_proprietorship() hint=t.sole_proprietorship_hint()/>
        </div>
    }
}

#[component]
fn Address() -> impl IntoView {
    let t = C(viewer().lang);
    view! {
        <TextArea name="contact_street" label=t.street() hint=t.street_hint() rows=2/>
        <div class="two">
            <Field name="contact_postal_code" label=t.postal_code() depends=true autocomplete="off"/>
            <Field name="contact_city" label=t.city() autocomplete="off"/>
        </div>
        <div class="if-foreign"><Field name="contact_region" label=t.region() optional=true autocomplete="off"/></div>
    }
}

#[component]
fn Reach() -> impl IntoView {
    let t = C(viewer().lang);
    view! {
        <div class="two">
            <Field name="contact_email" label=t.email() hint=t.email_hint() kind="email" autocomplete="off"/>
            <Field name="contact_secondary_email" label=t.secondary_email() hint=t.secondary_email_hint() kind="email" optional=true autocomplete="off"/>
        </div>
        <div class="two">
            <Field name="contact_phone" label=t.phone() hint=t.phone_hint() kind="tel" autocomplete="off"/>
            <Field name="contact_mobile" label=t.mobile() kind="tel" optional=true autocomplete="off"/>
        </div>
    }
}

/// Every country in the language's own order, Denmark and its neighbours first.
fn countries(lang: Lang) -> Vec<Choice> {
    const FIRST: [&str; 4] = ["DK", "SE", "NO", "DE"];
    let name = |country: &Country| match lang {
        Lang::Da => country.danish(),
        Lang::En => country.english(),
    };
    let mut all: Vec<Country> = Country::all().collect();
    all.sort_by_key(|country| {
        (FIRST.iter().position(|first| *first == country.as_str()).unwrap_or(FIRST.len()), order(name(country)))
    });
    all.iter().map(|country| Choice::new(country.as_str(), name(country))).collect()
}

/// Danish alphabetical order: æ, ø and å come last.
fn order(name: &str) -> String {
    name.to_lowercase().replace('å', "~3").replace('ø', "~2").replace('æ', "~1")
}
