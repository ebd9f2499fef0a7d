//! The pages of a registry operation, written once: the form, the review before anything is sent, and why it is not possible.
//!
//! What differs from one operation to the next is an [`OperationForm`]. `POST` with `step`
//! - `review`: the form is read; what is wrong comes back with it (422), else on to the review, which has an address of its own;
//! - `send`: only what was reviewed, as it was reviewed; whatever is different by now is reviewed again.

mod again;
mod page;
mod review;
#[cfg(test)]
mod tests;
mod text;

use dk::{Act, Change};
use leptos::prelude::{AnyView, IntoAny};
use time::OffsetDateTime;
use ui::components::Funds;
use ui::{FieldErrors, Fields, FormState, Lang};

pub use again::{Again, SEEN, SEEN_PRICE};
pub use page::{barred, page};
pub use review::review;
pub use text::{already_open, draft_gone, name_differs, needs_review};

/// How a person says that it shall be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirm {
    /// By a button of the review.
    Review,
    /// By typing the object's name into the review: for what cannot be taken back.
    TypeTheName,
    /// By the form's own button: for what costs nothing and can be taken back the same way.
    AtOnce,
}

/// The field into which the object's name is typed.
pub const TYPED_NAME: &str = "typed_name";

/// What differs from one operation to the next.
pub trait OperationForm: Sized + Send + Sync + 'static {
    /// What is asked for.
    const ACT: Act;
    /// How it is confirmed.
    const CONFIRM: Confirm;
    /// Whether there is anything to choose; if not, the review is the page.
    const HAS_FIELDS: bool;
    /// Fields that a link to the form may fill in.
    const FROM_LINK: &'static [&'static str] = &[];
    /// What is known before anything is typed.
    type Known: Clone + Send + Sync + 'static;
    /// What was typed, in types of `dk`.
    type Asked: Clone + Send + Sync + 'static;
    /// What the registry says to a question right before the review; `()` where none is asked.
    type Checked: Clone + Default + Send + Sync + 'static;

    /// The object's name as people write it.
    fn object(known: &Self::Known, asked: &Self::Asked) -> String;
    /// The page's address.
    fn path(known: &Self::Known) -> String;
    /// The title of the form.
    fn title(lang: Lang, known: &Self::Known) -> String;
    /// Where the form leads back to: words and address; none where it stands in the navigation.
    fn back(lang: Lang, known: &Self::Known) -> Option<(String, String)>;
    /// What can be typed, inside the form; nothing where there is nothing to choose.
    fn fields(_lang: Lang, _known: &Self::Known, _state: &FormState) -> AnyView {
        ().into_any()
    }
    /// What is offered in a form that was never posted.
    fn prefilled(state: FormState, _known: &Self::Known) -> FormState {
        state
    }
    /// Reads the form and collects ALL that is wrong with it.
    ///
    /// # Errors
    /// What is wrong, field by field, in `lang`.
    fn read(fields: &Fields, lang: Lang, now: OffsetDateTime, known: &Self::Known) -> Result<Self::Asked, FieldErrors>;
    /// What is different afterwards.
    fn changes(asked: &Self::Asked, known: &Self::Known) -> Vec<Change>;
    /// The review's content; by itself what changes.
    fn reviewed(lang: Lang, asked: &Self::Asked, known: &Self::Known, _checked: &Self::Checked) -> AnyView {
        review::changes(lang, Self::changes(asked, known))
    }
    /// Whether what was asked right before tells that sending it is of no use.
    fn is_pointless(_asked: &Self::Asked, _checked: &Self::Checked) -> bool {
        false
    }
    /// Why it is not possible now; none where it is.
    fn barred(lang: Lang, now: OffsetDateTime, known: &Self::Known) -> Option<String>;
}

/// What the form's page shows.
#[derive(Clone, Debug)]
pub struct Props<F: OperationForm> {
    /// What is known.
    pub known: F::Known,
    /// Price and balance.
    pub funds: Funds,
    /// The form's key.
    pub form_key: String,
}

/// What the review shows.
#[derive(Clone, Debug)]
pub struct ReviewProps<F: OperationForm> {
    /// What is known.
    pub known: F::Known,
    /// What was asked for.
    pub asked: F::Asked,
    /// What the registry says to it.
    pub checked: F::Checked,
    /// Price and balance.
    pub funds: Funds,
    /// The form's key.
    pub form_key: String,
    /// What binds it to exactly this.
    pub token: String,
    /// Why it is shown again.
    pub again: Option<Again>,
    /// What is wrong, or was refused.
    pub state: FormState,
}
