//! Contacts: people and roles at suppliers, customers and carriers.
