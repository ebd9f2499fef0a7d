//! What every text-like value of this crate has in common, written once.

/// Gives a type with an `as_str(&self)` view: `Display`, `AsRef<str>`, `From<T> for String`, and `Serialize`.
macro_rules! text_view {
    ($type:ident) => {
        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl AsRef<str> for $type {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl From<$type> for String {
            fn from(value: $type) -> Self {
                value.as_str().to_owned()
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    };
}

/// Gives a type with a `parse(&str)` constructor and an `as_str(&self)` view the usual conversions: all of
/// [`text_view`], `FromStr`, `TryFrom<&str>`, `TryFrom<String>`, and `Deserialize` from a string.
macro_rules! text_value {
    ($type:ident, $error:ty) => {
        $crate::text::text_view!($type);

        impl std::str::FromStr for $type {
            type Err = $error;

            fn from_str(input: &str) -> Result<Self, Self::Err> {
                Self::parse(input)
            }
        }

        impl TryFrom<String> for $type {
            type Error = $error;

            fn try_from(input: String) -> Result<Self, Self::Error> {
                Self::parse(&input)
            }
        }

        impl TryFrom<&str> for $type {
            type Error = $error;

            fn try_from(input: &str) -> Result<Self, Self::Error> {
                Self::parse(input)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).map_err(serde::de::Error::custom)
            }
        }
    };
}

/// A closed list of words: an enum with `ALL`, `as_str`, `parse` and all that [`text_value`] gives.
macro_rules! word_list {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $type:ident, error $error:ident ($noun:literal) {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal $(| $alias:literal)* ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $type {
            $( $(#[$variant_meta])* $variant ),+
        }

        #[doc = concat!("The text is not a ", $noun, ".")]
        #[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
        #[error("{input:?} is not a {}", $noun)]
        $visibility struct $error {
            /// What was given.
            pub input: String,
        }

        impl $type {
            /// Every value, in the order in which it is usually shown.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word used on the wire and in storage.
            pub const fn as_str(&self) -> &'static str {
                match self {
                    $( Self::$variant => $word ),+
                }
            }

            /// Reads the word; surrounding white space is ignored, case is not.
            ///
            /// # Errors
            /// When the word is not in the list.
            pub fn parse(input: &str) -> Result<Self, $error> {
                match input.trim() {
                    $( $word $(| $alias)* => Ok(Self::$variant), )+
                    other => Err($error { input: other.to_owned() }),
                }
            }
        }

        $crate::text::text_value!($type, $error);
    };
}

/// An open list of words: as [`word_list`], but a word that is not known is kept as `Other` instead of being an
/// error, because a registry may introduce new ones at any time.
macro_rules! open_word_list {
    (
        $(#[$meta:meta])*
        $visibility:vis enum $type:ident {
            $( $(#[$variant_meta:meta])* $variant:ident = $word:literal $(| $alias:literal)* ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $visibility enum $type {
            $( $(#[$variant_meta])* $variant, )+
            /// A word this version does not know, kept as it was received.
            Other(String),
        }

        impl $type {
            /// Every known value.
            pub const KNOWN: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word used on the wire and in storage.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $word, )+
                    Self::Other(word) => word,
                }
            }

            /// Reads the word; never fails. Surrounding white space is ignored.
            pub fn from_word(input: &str) -> Self {
                match input.trim() {
                    $( $word $(| $alias)* => Self::$variant, )+
                    other => Self::Other(other.to_owned()),
                }
            }
        }

        $crate::text::text_view!($type);

        impl From<&str> for $type {
            fn from(word: &str) -> Self {
                Self::from_word(word)
            }
        }

        impl From<String> for $type {
            fn from(word: String) -> Self {
                Self::from_word(&word)
            }
        }

        impl std::str::FromStr for $type {
            type Err = std::convert::Infallible;

            fn from_str(word: &str) -> Result<Self, Self::Err> {
                Ok(Self::from_word(word))
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Ok(Self::from_word(&text))
            }
        }
    };
}

/// An unsigned decimal number, without the `+` that `FromStr` would accept.
pub(crate) fn number<T: std::str::FromStr>(text: &str) -> Option<T> {
    let text = text.trim();
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

pub(crate) use {open_word_list, text_value, text_view, word_list};
