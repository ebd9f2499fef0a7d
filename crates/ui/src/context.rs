//! What every component of a page finds around it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::view::Position;

use crate::Viewer;

#[derive(Clone)]
struct Shared(Arc<Viewer>);

/// The viewer of the page that is being rendered.
///
/// Outside [`document`](crate::document) there is none; the pages are only ever rendered inside.
#[expect(
    clippy::expect_used,
    reason = "a page rendered outside `document` is a programming error that every test shows"
)]
pub fn viewer() -> Arc<Viewer> {
    use_context::<Shared>().expect("pages are rendered inside `document`").0
}

/// Writes views one after the other, such as the rows of a long list: keeping each until the page is written would cost as
/// much again.
pub fn written<V: IntoView>(views: impl IntoIterator<Item = V>) -> AnyView {
    let mut html = String::new();
    for view in views {
        view.into_view().to_html_with_buf(&mut html, &mut Position::FirstChild, true, false, Vec::new());
    }
    InertElement::new(html).into_any()
}

/// Gives the components that are rendered from here on their viewer.
pub(crate) fn provide_viewer(viewer: Viewer) {
    provide_context(Shared(Arc::new(viewer)));
}
