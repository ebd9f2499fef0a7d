//! One page of a list.

/// Most rows of one page, whatever is asked for.
pub const MOST_PER_PAGE: i64 = 200;

/// Which page of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Paging {
    /// Counted from 1.
    pub page: i64,
    /// Rows of a page, 1 to [`MOST_PER_PAGE`].
    pub per_page: i64,
}

impl Default for Paging {
    fn default() -> Self {
        Self { page: 1, per_page: 50 }
    }
}

impl Paging {
    /// Rows of a page, brought within its limits.
    pub fn limit(self) -> i64 {
        self.per_page.clamp(1, MOST_PER_PAGE)
    }

    /// Rows before the page.
    pub fn offset(self) -> i64 {
        (self.page.max(1) - 1).saturating_mul(self.limit())
    }
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The page's rows.
    pub rows: Vec<T>,
    /// Rows on all pages.
    pub total: i64,
    /// The page asked for, counted from 1.
    pub page: i64,
    /// Rows of a page.
    pub per_page: i64,
}

impl<T> Page<T> {
    /// A page of a list with `total` rows.
    pub fn new(rows: Vec<T>, total: i64, paging: Paging) -> Self {
        Self { rows, total, page: paging.page.max(1), per_page: paging.limit() }
    }

    /// How many pages there are; at least one.
    pub fn pages(&self) -> i64 {
        ((self.total + self.per_page - 1) / self.per_page).max(1)
    }
}

/// `text` as a pattern for `like` that finds it anywhere, `%` and `_` taken literally.
pub fn containing(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for c in text.trim().chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    pattern
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_from_one_and_kept_within_limits() {
        let paging = Paging { page: 3, per_page: 1000 };
        assert_eq!((paging.limit(), paging.offset()), (200, 400));
        assert_eq!(Paging { page: -1, per_page: 0 }.offset(), 0);
        assert_eq!(Page::<u8>::new(Vec::new(), 0, Paging::default()).pages(), 1);
        assert_eq!(Page::<u8>::new(Vec::new(), 51, Paging::default()).pages(), 2);
    }

    #[test]
    fn wildcards_are_ordinary_characters() {
        assert_eq!(containing(" 50%_\\ "), "%50\\%\\_\\\\%");
    }
}
