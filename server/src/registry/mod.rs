//! Everything that speaks to the registry.
