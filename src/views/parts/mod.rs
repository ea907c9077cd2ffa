//! Small parts that know nothing of the guide.

mod copy_button;
mod crumbs;
mod icon;

pub use copy_button::CopyButton;
pub use crumbs::Crumbs;
pub use icon::{Icon, Picture, Sprite};
