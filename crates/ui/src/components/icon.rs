//! Icons: paths from Lucide (ISC licence, https://lucide.dev), and the birch leaf of the brand.

use leptos::prelude::*;

/// An icon; it says nothing that words beside it do not say.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    let path = match name {
        "birk" => "M12 21V9M12 13l-4-3M12 16l4-3M12 3c4.5 2 6 5 6 8.5a6 6 0 0 1-12 0C6 8 7.5 5 12 3Z",
        "alert" => "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 8v4M12 16h.01",
        "warn" => "m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01",
        "info" => "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M12 16v-4M12 8h.01",
        "ok" => "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20m-3 10 2 2 4-4",
        "copy" => {
            "M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2M4 16a2 2 0 0 1-2-2V4a2 2 0 0 1 2-2h10a2 2 0 0 1 2 2"
        }
        "search" => "m21 21-4.34-4.34M11 3a8 8 0 1 0 0 16 8 8 0 0 0 0-16",
        _ => "",
    };
    view! {
        <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}
