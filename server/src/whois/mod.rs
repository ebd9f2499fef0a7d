//! The tab WHOIS search.

mod applications;
mod availability;
mod contact;
mod domain;
mod host;
mod messages;
mod portfolio;
mod register;
mod renew;
mod search;
mod show;

use crate::access::{
    ApplicationPage, ApplicationsPage, Availability, ContactPage, DomainPage, HostPage, MessageHandled, MessagePage,
    MessagesPage, PortfolioPage, Register, Renew, Search, SearchPage,
};
use crate::routes::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes
        .at(SearchPage, search::show)
        .at(Search, search::post)
        .at(Availability, availability::check)
        .at(DomainPage, domain::show)
        .at(ContactPage, contact::show)
        .at(HostPage, host::show)
        .at(PortfolioPage, portfolio::show)
        .operation::<Register>()
        .operation::<Renew>()
        .at(ApplicationsPage, applications::list)
        .at(ApplicationPage, applications::show)
        .at(MessagesPage, messages::list)
        .at(MessagePage, messages::show)
        .at(MessageHandled, messages::handled)
}
