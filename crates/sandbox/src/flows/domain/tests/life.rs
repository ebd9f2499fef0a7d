//! A registry with dice, for what happens at random.

use super::*;
use crate::chance::Chance;

pub(super) struct Life {
    pub trial: Trial,
    pub dice: Chance,
}

impl Life {
    pub(super) fn begin(seed: u64) -> Self {
        Self { trial: Trial::new(), dice: Chance::new(Some(seed)) }
    }

    pub(super) fn roll(&self, sides: usize) -> usize {
        usize::from(u16::from_le_bytes([self.dice.bytes()[0], self.dice.bytes()[1]])) % sides
    }

    /// A contact of the caller's, new where the last has been forgotten.
    pub(super) fn contact(&self) -> String {
        let contact = if self.roll(3) == 0 { dane() } else { german() };
        self.trial.contact(epp::contact::Create { id: "auto".into(), ..contact })
    }

    pub(super) fn now(&self) -> OffsetDateTime {
        self.trial.registry.clock.now()
    }
}
