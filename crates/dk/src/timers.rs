//! How long things last at the registry. Sources are named with each; all are lengths of elapsed time unless the
//! documentation says "calendar".

use time::Duration;

/// Redemption: a deleted or expired domain name is suspended and can be restored, then it is deleted. Calendar days,
/// ending at local midnight (Punktum dk EPP specification § delete domain, § dkhm:domainAdvisory). See
/// [`redemption_ends_at`](crate::expiry::redemption_ends_at).
pub(crate) const REDEMPTION_DAYS: u16 = 30;

/// A domain name can be renewed when at most so many calendar months are left (Punktum dk EPP specification § renew
/// domain).
pub(crate) const RENEWAL_WINDOW_MONTHS: u8 = 2;

/// An expiry date never lies further ahead than so many calendar months (Punktum dk EPP specification § renew domain).
pub(crate) const MAX_REGISTRATION_MONTHS: u8 = 14;

/// An authorization token (Punktum dk registrar portal specification § authorizations).
pub const AUTHORIZATION_TOKEN: Duration = Duration::days(14);

/// An offer from the waiting list, and its code (Punktum dk EPP specification § waiting list).
pub const WAITING_LIST_OFFER: Duration = Duration::days(14);

/// Confirmation of a changed e-mail address, before the old one is kept (Punktum dk NIS2 documentation).
pub const EMAIL_CONFIRMATION: Duration = Duration::hours(48);

/// Acceptance of a role or a name server by another party. Not documented; the length of the registry's other offers.
pub const ROLE_ACCEPTANCE: Duration = Duration::days(14);

/// A contact without roles is deleted after so long (Punktum dk EPP specification § contact).
pub const IDLE_CONTACT: Duration = Duration::days(14);

/// An EPP session without traffic is closed after so long (Punktum dk EPP specification § session termination).
pub const EPP_SESSION_IDLE: Duration = Duration::seconds(700);

/// An EPP session is closed after so long in any case (Punktum dk EPP specification § session termination).
pub const EPP_SESSION_TOTAL: Duration = Duration::seconds(28_800);
