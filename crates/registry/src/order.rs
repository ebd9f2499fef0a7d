//! An order: all that the journal needs for an operation, none of which can be left out.
//!
//! A [`Draft`] is what a review shows: the form's key, the typed request with its first steps, the price, the registrar's notes.
//! From it comes a text that goes into the review's form and back ([`Draft::review`]); only with that text, and with who asks and
//! from where, does a draft become an [`Order`], and only an order can be submitted. So nothing is sent that nobody has reviewed,
//! nothing under another price than the one that was read, and nothing without saying who.

use std::marker::PhantomData;
use std::net::IpAddr;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use dk::{Act, Change, Money};
use serde_json::json;
use time::OffsetDateTime;

use crate::clock::Clock;
use crate::db::{AccountId, Tx, UserId};
use crate::entry::PortalFields;
use crate::operations::{Execute, Request, Secrets};
use crate::prices;
use crate::seal::{SecretKey, same};

/// A command that the journal knows: one of [`Request`]'s.
pub trait Known: Execute + Into<Request> {}

impl<R: Execute + Into<Request>> Known for R {}

/// Who asks for `R`, from which address, through which feature of the portal. The portal makes one for a request that its access
/// table has admitted to a feature that does `R`, and for no other.
#[derive(Debug)]
pub struct By<R> {
    pub(crate) account: AccountId,
    pub(crate) user: UserId,
    /// E-mail address at this time.
    pub(crate) name: String,
    pub(crate) address: IpAddr,
    pub(crate) feature: &'static str,
    what: PhantomData<fn() -> R>,
}

/// What [`By`] says of a person who decides what became of an operation.
#[derive(Clone, Copy, Debug)]
pub struct Deciding;

impl<R> By<R> {
    /// For the access layer.
    pub fn admitted(account: AccountId, user: UserId, name: &str, address: IpAddr, feature: &'static str) -> Self {
        Self { account, user, name: name.to_owned(), address, feature, what: PhantomData }
    }
}

/// A form's own random key: the same key is the same operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormKey(String);

/// Longest key that is taken back.
const LONGEST_KEY: usize = 64;

impl FormKey {
    /// For a form that is opened.
    pub fn new(clock: &Clock) -> Self {
        Self(URL_SAFE_NO_PAD.encode(clock.random::<16>()))
    }

    /// As it came back; none where it cannot be one.
    pub fn posted(text: &str) -> Option<Self> {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        let fits = (1..=LONGEST_KEY).contains(&text.len()) && text.chars().all(plain);
        fits.then(|| Self(text.to_owned()))
    }

    /// For the form's hidden field and its review's address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What `R` costs now.
#[derive(Debug)]
pub struct Quote<R> {
    price: Option<Money>,
    what: PhantomData<fn() -> R>,
}

impl<R: Execute> Quote<R> {
    /// By the environment's price list, at the instant `at`.
    ///
    /// # Errors
    /// Where the database refuses.
    pub async fn at(tx: &mut Tx, environment: &str, at: OffsetDateTime) -> sqlx::Result<Self> {
        let price = match R::ACT.charge() {
            Some(billable) => prices::price_at(tx, environment, billable, at).await?,
            None => None,
        };
        Ok(Self { price, what: PhantomData })
    }

    /// DKK; none where nothing is charged, or the list has no price.
    pub fn price(&self) -> Option<Money> {
        self.price
    }
}

/// How the registrant agreed to the terms: kept as evidence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// When.
    pub accepted_at: OffsetDateTime,
    /// How, such as `web_form` or `signed_paper`.
    pub method: String,
    /// Which version of the terms.
    pub terms_version: String,
}

/// A secret that the command does not declare: nothing would ever send it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the command knows no secret {0}")]
pub struct Undeclared(pub &'static str);

/// What came back is not what a review of this draft said: it was never shown, or something is different by now. It is reviewed
/// (again).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this has not been reviewed as it is now")]
pub struct NotReviewed;

/// All that would be sent.
#[derive(Debug)]
pub struct Draft<R> {
    request: R,
    key: FormKey,
    price: Option<Money>,
    secrets: Secrets,
    fields: PortalFields,
    consent: Option<Consent>,
    steps: Vec<Request>,
    changes: Vec<Change>,
}

impl<R: Known> Draft<R> {
    /// Without secrets, notes, consent or steps.
    pub fn new(key: FormKey, price: Quote<R>, request: R) -> Self {
        Self {
            request,
            key,
            price: price.price,
            secrets: Secrets::none(),
            fields: PortalFields::default(),
            consent: None,
            steps: Vec::new(),
            changes: Vec::new(),
        }
    }

    /// With the request's secret parts.
    ///
    /// # Errors
    /// [`Undeclared`].
    pub fn secrets(self, secrets: Secrets) -> Result<Self, Undeclared> {
        let undeclared = secrets.names().find(|name| !R::SECRETS.contains(name));
        undeclared.map_or(Ok(Self { secrets, ..self }), |name| Err(Undeclared(name)))
    }

    /// With the registrar's own notes.
    #[must_use]
    pub fn fields(self, fields: PortalFields) -> Self {
        Self { fields, ..self }
    }

    /// With how the registrant agreed.
    #[must_use]
    pub fn consent(self, consent: Consent) -> Self {
        Self { consent: Some(consent), ..self }
    }

    /// With what is different afterwards.
    #[must_use]
    pub fn changes(self, changes: Vec<Change>) -> Self {
        Self { changes, ..self }
    }

    /// After another command, whose object this one takes over: steps are carried out in the order in which they are added.
    #[must_use]
    pub fn after(mut self, step: impl Known) -> Self {
        self.steps.push(step.into());
        self
    }

    /// What a review of this draft gives back: who it is shown to, the feature that would send it, the form, and everything that
    /// would be sent.
    pub fn review(&self, account: AccountId, user: UserId, feature: &str, key: &SecretKey) -> String {
        URL_SAFE_NO_PAD.encode(self.hash(account, user, feature, key))
    }

    fn hash(&self, account: AccountId, user: UserId, feature: &str, key: &SecretKey) -> [u8; 32] {
        let request: Request = self.request.clone().into();
        let step = |step: &Request| json!([step.act().as_str(), step]);
        let consent = self.consent.as_ref();
        let content = json!({
            "by": [json!(account.0), json!(user.0), json!(feature)],
            "key": self.key.as_str(),
            "request": step(&request),
            "secrets": String::from_utf8_lossy(&self.secrets.plain()),
            "steps": self.steps.iter().map(step).collect::<Vec<_>>(),
            "price": self.price.map(|price| price.to_string()),
            "fields": [&self.fields.reference, &self.fields.po_number, &self.fields.account_code],
            "consent": consent.map(|c| json!([c.accepted_at.unix_timestamp(), c.method, c.terms_version])),
        });
        key.derive("review", content.to_string().as_bytes())
    }

    /// The order, where `reviewed` is what [`Draft::review`] gave for the same.
    ///
    /// # Errors
    /// [`NotReviewed`].
    pub fn order(self, by: By<R>, key: &SecretKey, reviewed: &str) -> Result<Order<R>, NotReviewed> {
        let hash = self.hash(by.account, by.user, by.feature, key);
        let posted = posted_hash(reviewed).ok_or(NotReviewed)?;
        if same(&posted, &hash) { Ok(self.into_order(by, hash)) } else { Err(NotReviewed) }
    }

    /// The order without a review: for what can be taken back by the same click, and costs nothing.
    ///
    /// # Errors
    /// [`NotReviewed`] where it costs something.
    pub fn order_at_once(self, by: By<R>, key: &SecretKey) -> Result<Order<R>, NotReviewed> {
        if R::ACT.charge().is_some() {
            return Err(NotReviewed);
        }
        let hash = self.hash(by.account, by.user, by.feature, key);
        Ok(self.into_order(by, hash))
    }

    fn into_order(self, by: By<R>, hash: [u8; 32]) -> Order<R> {
        let plan = Plan {
            account: by.account,
            user: by.user,
            name: by.name,
            address: by.address,
            feature: by.feature,
            key: idempotency_key(by.user, by.feature, &self.key),
            hash,
            request: self.request.into(),
            secrets: self.secrets,
            price: self.price,
            fields: self.fields,
            consent: self.consent,
            steps: self.steps,
            changes: self.changes,
        };
        Order { plan, what: PhantomData }
    }
}

/// What came back from a review, as the journal keeps it with the operation; none where it cannot be from one.
pub(crate) fn posted_hash(reviewed: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(reviewed).ok().filter(|hash| hash.len() == 32)
}

/// The same person, form and form key: the same operation.
pub(crate) fn idempotency_key(user: UserId, feature: &str, key: &FormKey) -> String {
    format!("{}:{feature}:{}", user.0, key.0)
}

/// What the journal takes.
#[derive(Debug)]
pub struct Order<R> {
    pub(crate) plan: Plan,
    what: PhantomData<fn() -> R>,
}

/// An order of any command.
#[derive(Debug)]
pub(crate) struct Plan {
    pub account: AccountId,
    pub user: UserId,
    pub name: String,
    pub address: IpAddr,
    pub feature: &'static str,
    pub key: String,
    pub hash: [u8; 32],
    pub request: Request,
    pub secrets: Secrets,
    pub price: Option<Money>,
    pub fields: PortalFields,
    pub consent: Option<Consent>,
    pub steps: Vec<Request>,
    pub changes: Vec<Change>,
}

impl Plan {
    /// What is asked for.
    pub(crate) fn act(&self) -> Act {
        self.request.act()
    }
}
