//! From a page's view to a whole document.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::html::InertElement;
use leptos::tachys::view::Position;

use crate::Viewer;
use crate::layout::Layout;

#[derive(Clone)]
struct Shared(Arc<Viewer>);

/// The viewer of the page that is being rendered.
///
/// Outside [`document`] there is none; the pages are only ever rendered inside.
#[expect(
    clippy::expect_used,
    reason = "a page rendered outside `document` is a programming error that every test shows"
)]
pub(crate) fn viewer() -> Arc<Viewer> {
    use_context::<Shared>().expect("pages are rendered inside `document`").0
}

/// Writes views one after the other, such as the rows of a long list: keeping each until the page is written would cost as
/// much again.
pub(crate) fn written<V: IntoView>(views: impl IntoIterator<Item = V>) -> AnyView {
    let mut html = String::new();
    for view in views {
        view.into_view().to_html_with_buf(&mut html, &mut Position::FirstChild, true, false, Vec::new());
    }
    InertElement::new(html).into_any()
}

/// The whole HTML document of a page: `body` is rendered inside the layout, with `viewer` as the context of every component.
pub fn document<V: IntoView + 'static>(viewer: Viewer, title: &str, body: impl FnOnce() -> V) -> String {
    // Without an owner, context is silently lost and lists panic.
    let owner = Owner::new();
    let mut html = owner.with(|| {
        provide_context(Shared(Arc::new(viewer)));
        let content = body().into_any();
        view! { <Layout title=title.to_owned() content/> }.to_html()
    });
    owner.cleanup();
    html.insert_str(0, "<!doctype html>");
    html
}
