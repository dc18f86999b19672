//! The real program as a process, on the kind of database the environment names: started, loaded, killed, stopped, and misused.

mod answer;
mod client;
mod commands;
mod crashes;
mod load;
mod logs;
mod program;
mod refusals;
mod slowness;
mod starting;
mod stopping;
