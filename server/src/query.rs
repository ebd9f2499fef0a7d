//! The address's query as fields, and pages of lists.

use ui::Fields;

use crate::registry::{Page, Paging};

/// Rows of a list's page.
pub const PER_PAGE: i64 = 50;

/// Decodes a query; what cannot be decoded counts as absent.
pub fn fields(query: Option<&str>) -> Fields {
    let pairs = query.and_then(|query| serde_urlencoded::from_str(query).ok()).unwrap_or_default();
    Fields::from_pairs(pairs)
}

/// The page asked for by `page=`, from 1.
pub fn paging(fields: &Fields) -> Paging {
    let page = fields.get("page").parse::<i64>().unwrap_or(1).max(1);
    Paging { page, per_page: PER_PAGE }
}

/// Numbers of a list as the pages take them: total, page, pages.
pub fn numbers<T>(page: &Page<T>) -> (u64, u64, u64) {
    let number = |value: i64| u64::try_from(value).unwrap_or(0);
    (number(page.total), number(page.page).max(1), number(page.pages()).max(1))
}

/// `None` for an empty text.
pub fn given(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
