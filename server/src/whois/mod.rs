//! The tab WHOIS search.

use crate::router::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes
}
