//! The whole app, in process, as its clients meet it: stories, the API document, isolation of companies, and who may do what.

mod answer;
mod app;
mod authority;
mod calls;
mod contract;
mod isolation;
mod persona;
mod pins;
mod stories;
