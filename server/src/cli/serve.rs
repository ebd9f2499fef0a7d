//! `birk serve`.

use crate::config::Config;
use crate::{logging, serve};

pub(super) async fn run(config: Config) -> anyhow::Result<()> {
    logging::begin(&config)?;
    serve::serve(config).await
}
