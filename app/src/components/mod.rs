//! The pieces that pages are made of.

mod blocks;
mod fields;
mod filter;
mod form;
mod icon;
mod money;
mod status;
mod table;
mod text;

pub(crate) use blocks::{Badge, Card, CopyText, Details, Empty, Fact, Facts, Moment, Note, PageHead, Timeline};
pub use blocks::{TimelineItem, Tone};
pub(crate) use fields::{Checkbox, Choice, DateTimeField, Field, RadioGroup, Select, TextArea};
pub(crate) use filter::{FilterForm, FilterSelect, FilterText};
pub(crate) use form::{Form, RefusalNote, Submit};
pub(crate) use icon::Icon;
pub use money::Funds;
pub(crate) use money::PriceBox;
pub(crate) use status::DomainStatuses;
pub(crate) use table::{Pager, SortLink, Table};
