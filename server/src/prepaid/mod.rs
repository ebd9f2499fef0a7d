//! The tab Prepaid.

mod overview;

use crate::access::PrepaidPage;
use crate::routes::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes.at(PrepaidPage, overview::show)
}
