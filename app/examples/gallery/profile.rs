//! The user's own page.

use app::profile::{Posted, Props, page, password};
use app::{Fields, Flash, FlashKind, FormState, Viewer};
use dk::{MetaRole, MetaRoles};
use time::Duration;

use super::{Sample, at};

/// The samples.
pub fn pages() -> Vec<(&'static str, Sample)> {
    vec![("profile", plain), ("profile-refused", refused)]
}

fn plain(viewer: Viewer) -> String {
    let lang = viewer.lang;
    let mut viewer = at(viewer, "/profile");
    if let Some(user) = &mut viewer.user {
        user.roles = MetaRoles::of(&[MetaRole::Registrar, MetaRole::NameServerAdministrator]);
    }
    viewer.flash =
        Some(Flash { kind: FlashKind::Done, text: app::profile::language::done(lang).to_owned(), link: None });
    let props = Props { last_sign_in_at: Some(viewer.now - Duration::minutes(90)), posted: None };
    page(viewer, props, &FormState::default())
}

fn refused(viewer: Viewer) -> String {
    let viewer = at(viewer, "/profile");
    let props = Props { last_sign_in_at: None, posted: Some(Posted::Password) };
    let typed = Fields::from_pairs(vec![("new_password".to_owned(), "kort".to_owned())]);
    let errors =
        password::parse(&typed, viewer.lang, "all@nordisk.example").expect_err("too short, and two are missing");
    page(viewer, props, &FormState::with_errors(Fields::default(), errors))
}
