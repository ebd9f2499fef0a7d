//! Texts in both languages, side by side. A missing one does not compile.

/// Declares a set of texts: a type that holds the language, with a method for each text.
///
/// ```
/// use ui::{Lang, texts};
///
/// texts! {
///     /// The greeter's words.
///     pub struct T;
///     hello { en: "Hello", da: "Hej" }
///     found(count: usize) { en: "{count} answers", da: "{count} svar" }
/// }
///
/// assert_eq!(T(Lang::Da).hello(), "Hej");
/// assert_eq!(T(Lang::En).found(2), "2 answers");
/// ```
///
/// A text without its Danish does not compile:
///
/// ```compile_fail
/// ui::texts! { pub struct T; hello { en: "Hello" } }
/// ```
#[macro_export]
macro_rules! texts {
    ($(#[$meta:meta])* $vis:vis struct $name:ident; $($rest:tt)*) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug)]
        $vis struct $name(pub $crate::Lang);
        $crate::texts!(@each $name; $($rest)*);
    };
    (@each $name:ident;) => {};
    (@each $name:ident; $text:ident { en: $en:literal, da: $da:literal $(,)? } $($rest:tt)*) => {
        impl $name {
            #[doc = $en]
            #[must_use]
            pub const fn $text(self) -> &'static str {
                match self.0 { $crate::Lang::En => $en, $crate::Lang::Da => $da }
            }
        }
        $crate::texts!(@each $name; $($rest)*);
    };
    (@each $name:ident; $text:ident($($arg:ident: $kind:ty),+ $(,)?) { en: $en:literal, da: $da:literal $(,)? } $($rest:tt)*) => {
        impl $name {
            #[doc = $en]
            #[must_use]
            pub fn $text(self, $($arg: $kind),+) -> String {
                match self.0 { $crate::Lang::En => format!($en), $crate::Lang::Da => format!($da) }
            }
        }
        $crate::texts!(@each $name; $($rest)*);
    };
}
