//! Tables that sort and page by their address, and turn into cards on narrow screens.

use leptos::prelude::*;

use super::text::T;
use crate::context::viewer;
use crate::local;
use crate::urls;

/// A table. Its rows' cells name their column in `data-label` where a narrow screen needs it.
#[component]
pub fn Table(
    /// Read out before the table.
    #[prop(into)]
    caption: String,
    head: Vec<AnyView>,
    rows: Vec<AnyView>,
) -> impl IntoView {
    let head: Vec<_> = head.into_iter().map(|cell| view! { <th scope="col">{cell}</th> }.into_any()).collect();
    let label = caption.clone();
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table class="cards"><caption class="vh">{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>
        </div>
    }
}

/// A column heading that sorts. `query` is what the address keeps besides the order.
#[component]
pub fn SortLink(
    path: &'static str,
    query: Vec<(&'static str, String)>,
    column: &'static str,
    /// The order in force, `-` in front for descending.
    sort: String,
    label: &'static str,
) -> impl IntoView {
    let t = T(viewer().lang);
    let down = format!("-{column}");
    let (next, mark, said) = if sort == column {
        (down, " ↑", t.sorted_up())
    } else if sort == down {
        (column.to_owned(), " ↓", t.sorted_down())
    } else {
        (column.to_owned(), "", "")
    };
    let mut pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
    pairs.push(("sort", &next));
    view! {
        <a class="sort" href=urls::with_query(path, &pairs)>{label}<span aria-hidden="true">{mark}</span><span class="vh">{said}</span></a>
    }
}

/// Links to the pages before and after.
#[component]
pub fn Pager(path: &'static str, query: Vec<(&'static str, String)>, page: u64, pages: u64) -> impl IntoView {
    let lang = viewer().lang;
    let t = T(lang);
    let link = |to: u64, words: &'static str, rel: &'static str| {
        let to = to.to_string();
        let mut pairs: Vec<(&str, &str)> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        pairs.push(("page", &to));
        view! { <a class="btn" rel=rel href=urls::with_query(path, &pairs)>{words}</a> }
    };
    let previous = (page > 1).then(|| link(page - 1, t.previous(), "prev"));
    let next = (page < pages).then(|| link(page + 1, t.next(), "next"));
    (pages > 1).then(|| {
        view! {
            <nav class="pager" aria-label=t.pages()>
                {previous}
                <span class="muted">{t.page_of(&local::number(lang, page), &local::number(lang, pages))}</span>
                {next}
            </nav>
        }
    })
}
