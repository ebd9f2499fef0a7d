//! How a call says that it failed.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::operations::Problem;

/// Why a call failed, as JSON.
pub(super) struct Failure {
    status: StatusCode,
    text: String,
}

impl Failure {
    pub(super) fn new(status: StatusCode, text: impl Into<String>) -> Self {
        Self { status, text: text.into() }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        (self.status, Json(json!({ "error": self.text }))).into_response()
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let status = match &problem {
            Problem::Unknown(_) => StatusCode::NOT_FOUND,
            Problem::Impossible(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Store(_) => StatusCode::INTERNAL_SERVER_ERROR,
        };
        Self { status, text: problem.to_string() }
    }
}
