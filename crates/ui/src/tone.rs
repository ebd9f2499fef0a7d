//! What a colour says.

/// What a colour says; words always say it too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing special.
    #[default]
    Plain,
    /// Good.
    Ok,
    /// For information.
    Info,
    /// Look at it.
    Warn,
    /// Wrong.
    Bad,
}

impl Tone {
    /// The CSS class, with a space before it.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Ok => " ok",
            Self::Info => " info",
            Self::Warn => " warn",
            Self::Bad => " bad",
        }
    }

    /// The icon that stands for it.
    pub(crate) const fn icon(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "alert",
            Self::Plain | Self::Info => "info",
        }
    }
}
