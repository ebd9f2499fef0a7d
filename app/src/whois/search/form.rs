//! What was typed into the box.

use dk::SearchTerm;

use ui::Fields;

/// The box: in the address of `GET /whois?q=` and in the form that is posted.
pub const FIELD: &str = "q";

/// Most names that one search looks up.
pub const MOST_TERMS: usize = 500;

/// A search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Request {
    /// What was typed, trimmed.
    pub query: String,
    /// The different terms in it, in their order, at most [`MOST_TERMS`]. Those that cannot be looked up are among them,
    /// each with its reason.
    pub terms: Vec<SearchTerm>,
    /// How many more terms there were.
    pub terms_dropped: usize,
}

/// Reads the box. Nothing in it is an error: what cannot be looked up stands among the answers with its reason.
pub fn parse(fields: &Fields) -> Request {
    let query = fields.get(FIELD).trim().to_owned();
    let (terms, terms_dropped) = dk::split_terms(&query, MOST_TERMS);
    Request { query, terms, terms_dropped }
}
