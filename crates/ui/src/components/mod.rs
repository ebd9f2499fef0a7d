//! The pieces that pages are made of.

mod blocks;
mod changes;
mod fields;
mod filter;
mod form;
mod icon;
mod money;
mod status;
mod table;
mod text;
mod xml;

pub use blocks::{Badge, Card, CopyText, Details, Empty, Fact, Facts, Moment, Note, PageHead, Timeline, TimelineItem};
pub use changes::Changes;
pub use fields::{Checkbox, Choice, DateTimeField, Field, RadioGroup, Select, TextArea};
pub use filter::{FilterForm, FilterSelect, FilterText};
pub use form::{Form, RefusalNote, Submit};
pub use icon::Icon;
pub use money::{Funds, PriceBox};
pub use status::DomainStatuses;
pub use table::{Pager, SortLink, Table};
pub use xml::Xml;
