//! The tab Administration.

mod audit_log;
mod ip_whitelist;
mod message_queue;

use crate::access::{AuditLogPage, IpWhitelistAdd, IpWhitelistPage, IpWhitelistRemove, MessageQueue, MessageQueuePage};
use crate::routes::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes
        .at(IpWhitelistPage, ip_whitelist::show)
        .at(IpWhitelistAdd, ip_whitelist::add)
        .at(IpWhitelistRemove, ip_whitelist::remove)
        .at(AuditLogPage, audit_log::show)
        .at(MessageQueuePage, message_queue::show)
        .at(MessageQueue, message_queue::decide)
}
