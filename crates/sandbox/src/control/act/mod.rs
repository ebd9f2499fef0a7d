//! What others do at the registry. Each act is a form of the page and a JSON call with one address, the same fields and the
//! same effect: a form's target `/clock` is the call `POST /api/clock`.

mod contacts;
mod domains;
mod objects;
mod sandbox;

use std::fmt;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Form, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{MethodFilter, on};
use axum::{Json, extract::rejection::FormRejection};
use serde::de::{DeserializeOwned, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Map, Value};

pub(super) use contacts::DECISIONS;
pub(super) use objects::VERDICTS;

use super::Site;
use super::failure::Failure;
use super::html::query;
use crate::operations::Problem;

/// Something that can be done by a button and by a call. Its fields are those of the form and of the JSON object.
pub(super) trait Act: DeserializeOwned + Send + 'static {
    /// Target of the form; the call is below `/api`. What stands in braces is what it is done to.
    const PATH: &'static str;

    /// A second method and address of the call, for those who think in resources.
    const ALSO: Option<(MethodFilter, &'static str)> = None;

    /// Does it.
    fn carry_out(self, site: &Site, to: &str) -> impl Future<Output = Result<Done, Problem>> + Send;
}

/// What was done: a sentence for people, and members of the JSON answer.
#[derive(Debug)]
pub(super) struct Done {
    text: String,
    status: StatusCode,
    members: Map<String, Value>,
}

impl From<String> for Done {
    fn from(text: String) -> Self {
        Self { text, status: StatusCode::OK, members: Map::new() }
    }
}

impl Done {
    /// Adds the members of an object to the answer.
    fn with(mut self, object: impl Serialize) -> Self {
        if let Ok(Value::Object(members)) = serde_json::to_value(object) {
            self.members.extend(members);
        }
        self
    }

    fn created(self) -> Self {
        Self { status: StatusCode::CREATED, ..self }
    }
}

/// Every act, with what to do with its type.
macro_rules! every_act {
    ($do:ident) => {
        $do!(
            sandbox::MoveClock,
            sandbox::RunClock,
            sandbox::Fill,
            sandbox::Settings,
            sandbox::AddFault,
            sandbox::RemoveFault,
            sandbox::ClearFaults,
            sandbox::EndSession,
            sandbox::Shutdown,
            sandbox::Reset,
            contacts::Verify,
            contacts::ConfirmEmail,
            contacts::Bounce,
            contacts::PlanRisk,
            contacts::Correct,
            domains::Register,
            domains::AnswerUpdate,
            domains::Transfer,
            domains::Authorize,
            domains::Suspend,
            domains::Lift,
            domains::StopDeletion,
            domains::Lock,
            domains::Roles,
            domains::NameServers,
            domains::Wait,
            domains::WaitFor,
            objects::AnswerHost,
            objects::Decide,
            objects::Lapse,
        )
    };
}

/// The targets of the forms.
pub(super) fn forms() -> Router<Site> {
    macro_rules! routes {
        ($($act:ty),* $(,)?) => { Router::new()$(.route(<$act>::PATH, on(MethodFilter::POST, by_form::<$act>)))* };
    }
    every_act!(routes)
}

/// The calls, to stand below `/api`.
pub(super) fn calls() -> Router<Site> {
    fn call<A: Act>(router: Router<Site>) -> Router<Site> {
        let router = router.route(A::PATH, on(MethodFilter::POST, by_call::<A>));
        match A::ALSO {
            Some((method, path)) => router.route(path, on(method, by_call::<A>)),
            None => router,
        }
    }
    macro_rules! routes {
        ($($act:ty),* $(,)?) => {{
            let router = Router::new();
            $(let router = call::<$act>(router);)*
            router
        }};
    }
    every_act!(routes)
}

/// Where a form wants the browser to be sent.
#[derive(Debug, Deserialize)]
struct Back {
    #[serde(default)]
    back: String,
}

impl Back {
    /// A page of this site, never another site's.
    fn path(&self) -> String {
        let uri = self.back.parse::<Uri>().ok().filter(|uri| uri.authority().is_none());
        // Browsers take a backslash for a slash.
        let here = |path: &&str| path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
        let path = uri.as_ref().map(Uri::path).filter(here);
        path.unwrap_or("/").to_owned()
    }
}

type Fields = Result<Form<Vec<(String, String)>>, FormRejection>;

/// Answers by sending the browser back to its page with a word about what happened.
async fn by_form<A: Act>(
    State(site): State<Site>,
    to: Option<Path<String>>,
    Query(back): Query<Back>,
    fields: Fields,
) -> Response {
    let done = match fields.map_err(|refused| wrong(refused.body_text())).and_then(|Form(fields)| read::<A>(&fields)) {
        Ok(act) => act.carry_out(&site, &subject(to)).await,
        Err(problem) => Err(problem),
    };
    let (key, text) = match done {
        Ok(done) => ("done", done.text),
        Err(problem) => ("error", problem.to_string()),
    };
    Redirect::to(&format!("{}?{key}={}", back.path(), query(&text))).into_response()
}

/// An empty field of a form is one that was left out.
fn read<A: Act>(fields: &[(String, String)]) -> Result<A, Problem> {
    let given: Vec<(&str, &str)> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.trim()))
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let text = serde_urlencoded::to_string(given).map_err(|error| wrong(error.to_string()))?;
    serde_urlencoded::from_str(&text).map_err(|error| wrong(error.to_string()))
}

async fn by_call<A: Act>(
    State(site): State<Site>,
    to: Option<Path<String>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Failure> {
    let done = parse::<A>(&headers, &body)?.carry_out(&site, &subject(to)).await?;
    let mut members = done.members;
    members.insert("done".to_owned(), Value::String(done.text));
    Ok((done.status, Json(members)).into_response())
}

/// Calls without fields need no body. Others say that theirs is JSON, which a foreign page cannot without being asked first.
fn parse<A: Act>(headers: &HeaderMap, body: &[u8]) -> Result<A, Failure> {
    let json =
        |kind: &str| kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"));
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let body: &[u8] = match (body, kind) {
        (b"", _) => b"{}",
        (body, Some(kind)) if json(kind) => body,
        _ => return Err(Failure::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "send application/json")),
    };
    serde_json::from_slice(body).map_err(|error| {
        let status = if error.is_data() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::BAD_REQUEST };
        Failure::new(status, error.to_string())
    })
}

fn subject(path: Option<Path<String>>) -> String {
    path.map(|Path(subject)| subject).unwrap_or_default()
}

fn wrong(text: impl Into<String>) -> Problem {
    Problem::Impossible(text.into())
}

/// Several words: a list in JSON, in a form one text with white space or commas between them.
#[derive(Debug, Default, PartialEq, Eq)]
struct Words(Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Words;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of words")
            }

            fn visit_str<E>(self, text: &str) -> Result<Words, E> {
                let words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
                Ok(Words(words.map(str::to_owned).collect()))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Words, A::Error> {
                let mut words = Vec::new();
                while let Some(word) = list.next_element()? {
                    words.push(word);
                }
                Ok(Words(words))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_sent_to_pages_of_this_site_only() {
        let path = |back: &str| Back { back: back.to_owned() }.path();
        assert_eq!(path("/contacts/JA105-DK"), "/contacts/JA105-DK");
        assert_eq!(path("/domains/%C3%A6.dk?done=x"), "/domains/%C3%A6.dk");
        for foreign in ["", "//evil.example/", "http://evil.example/", "javascript:alert(1)", "/\\evil.example", "evil"]
        {
            assert_eq!(path(foreign), "/", "{foreign}");
        }
    }

    #[test]
    fn words_are_a_list_or_a_text() {
        let words = Words(vec!["ns1.a.dk".to_owned(), "ns2.a.dk".to_owned()]);
        assert_eq!(serde_json::from_str::<Words>(r#"["ns1.a.dk","ns2.a.dk"]"#).unwrap(), words);
        assert_eq!(serde_json::from_str::<Words>(r#"" ns1.a.dk, ns2.a.dk\n""#).unwrap(), words);
        assert!(serde_json::from_str::<Words>("5").is_err());
    }
}
