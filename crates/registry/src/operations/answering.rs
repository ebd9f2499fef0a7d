//! The session on which a command was just answered.

use epp::{Command, ResData, contact};
use time::OffsetDateTime;

use crate::base::Base;
use crate::pool::session::Lent;

/// For one more question before the answer counts. It goes through the same session: an account may have no other one.
#[derive(Debug)]
pub struct Answering<'a> {
    base: &'a Base,
    session: &'a mut Lent,
}

impl<'a> Answering<'a> {
    pub(crate) fn new(base: &'a Base, session: &'a mut Lent) -> Self {
        Self { base, session }
    }

    /// When a contact was created; none where the registry does not say.
    pub async fn contact_created(&mut self, handle: &str) -> Option<OffsetDateTime> {
        let info = contact::Info { id: handle.to_owned(), auth_info: None };
        let exchange = self.session.send(&Command::new(info, self.base.link().cl_trid())).await.ok()?;
        match exchange.response.data {
            Some(ResData::ContactInfo(info)) => Some(info.cr_date),
            _ => None,
        }
    }
}
