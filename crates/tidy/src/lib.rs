//! House rules as tests: arrows, rooms, sizes, and where names may stand. They read the sources, and take a second.

#[cfg(test)]
mod arrows;
#[cfg(test)]
mod manifests;
#[cfg(test)]
mod names;
#[cfg(test)]
mod rooms;
#[cfg(test)]
mod sizes;
#[cfg(test)]
mod sources;
