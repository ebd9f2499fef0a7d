//! The user own page.

use crate::router::Routes;

pub(crate) fn mount(routes: Routes) -> Routes {
    routes
}
