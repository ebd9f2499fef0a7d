use dk::{MetaRole, MetaRoles};
use leptos::prelude::*;
use time::OffsetDateTime;

use super::text::T;
use super::{language, name, password};
use ui::components::{Card, Details, Fact, Facts, Moment, PageHead};
use ui::{FormState, Lang, SignedIn, Viewer, document, roles};

/// Which of the page's forms was posted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Posted {
    /// Name.
    Name,
    /// Language and theme.
    Language,
    /// Password.
    Password,
}

/// What the profile shows besides the viewer's own user.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Props {
    /// When the user signed in last.
    pub last_sign_in_at: Option<OffsetDateTime>,
    /// Whose state `form` is; the other forms show what is kept.
    pub posted: Option<Posted>,
}

/// The profile. `form` is the form that was posted, shown again; `default()` where none was.
pub fn page(viewer: Viewer, props: Props, form: &FormState) -> String {
    let t = T(viewer.lang);
    let (lang, theme, user) = (viewer.lang, viewer.theme, viewer.user.clone());
    let posted = |which: Posted| (props.posted == Some(which)).then(|| form.clone());
    let kept_name = user.as_ref().map(|user| user.name.clone()).unwrap_or_default();
    let named = posted(Posted::Name).unwrap_or_else(|| name::state(&kept_name));
    let spoken = posted(Posted::Language).unwrap_or_else(|| language::state(lang, theme));
    let secret = posted(Posted::Password).unwrap_or_default();
    document(viewer, t.title(), move || {
        let email = user.as_ref().map(|user| user.email.clone()).unwrap_or_default();
        let aside = user.map(|user| view! { <You user last=props.last_sign_in_at lang/> });
        view! {
            <PageHead title=t.title().to_owned()/>
            <div class="cols">
                <div class="stack">
                    <name::Section state=named/>
                    <language::Section state=spoken/>
                    <password::Section state=secret email/>
                </div>
                <div class="stack">{aside}</div>
            </div>
        }
    })
}

#[component]
fn You(user: SignedIn, last: Option<OffsetDateTime>, lang: Lang) -> impl IntoView {
    let t = T(lang);
    let seen = match last {
        Some(at) => view! { <Moment at/> }.into_any(),
        None => t.never().into_any(),
    };
    let others: MetaRoles = MetaRole::ALL.iter().copied().filter(|role| !user.roles.contains(*role)).collect();
    let mine = if user.roles.is_empty() {
        view! { <p class="pad">{t.no_roles()}</p> }.into_any()
    } else {
        view! { <p class="pad muted">{t.roles_why()}</p>{role_list(lang, user.roles)} }.into_any()
    };
    view! {
        <Card title=t.you().to_owned()>
            <Facts>
                <Fact label=t.email()>{user.email}<small>{t.email_why()}</small></Fact>
                <Fact label=t.account()>{user.account_name}" "<span class="muted mono nowrap">{user.account_handle}</span></Fact>
                <Fact label=t.last_sign_in()>{seen}</Fact>
            </Facts>
        </Card>
        <Card title=t.roles().to_owned()>
            {mine}
            {(!others.is_empty()).then(|| view! { <Details summary=t.other_roles()>{role_list(lang, others)}</Details> })}
        </Card>
    }
}

fn role_list(lang: Lang, set: MetaRoles) -> AnyView {
    let facts: Vec<_> = set
        .iter()
        .map(|role| view! { <Fact label=roles::name(lang, role)>{roles::explained(lang, role)}</Fact> }.into_any())
        .collect();
    view! { <Facts>{facts}</Facts> }.into_any()
}
