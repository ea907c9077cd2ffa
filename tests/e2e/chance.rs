//! Chance that can be had again: from a seed, which a failed test shows.

use std::{
    cell::Cell,
    env,
    time::{SystemTime, UNIX_EPOCH},
};

/// Numbers by chance (xorshift).
pub struct Chance {
    /// What they come from. `PARTNERPAD_SEED` sets it.
    pub seed: u64,
    state: Cell<u64>,
}

impl Chance {
    /// From the seed that the environment names, else from the clock.
    pub fn new() -> Self {
        let named = env::var("PARTNERPAD_SEED").ok().and_then(|seed| seed.parse().ok());
        let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |since| since.subsec_nanos().into());
        let seed = named.unwrap_or_else(clock);
        Self { seed, state: Cell::new(seed | 1) }
    }

    /// One of `0..count`.
    pub fn below(&self, count: usize) -> usize {
        let mut state = self.state.get();
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        self.state.set(state);
        usize::try_from(state >> 33).unwrap_or_default() % count
    }

    /// One of these.
    pub fn of<T: Copy>(&self, things: &[T]) -> T {
        things[self.below(things.len())]
    }
}

/// How often a test does what chance decides: as the environment wants it, else this many times.
pub fn times(variable: &str, usual: usize) -> usize {
    env::var(variable).ok().and_then(|times| times.parse().ok()).unwrap_or(usual)
}
