//! The tab Prepaid.

mod overview;

use crate::access::PrepaidPage;
use crate::router::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes.at(PrepaidPage, overview::show)
}
