//! The plants of a customer, and its kinds of meat.
use projectmeats_core::ids::{CustomerId, PlantId, ProteinId};
use projectmeats_db::link;

link!(
    /// The plants a customer is served at. The first is the primary one.
    CustomerPlants: CustomerId = "customer_id" has PlantId = "plant_id" in "customers_customer_plants"
);
link!(
    /// The kinds of meat a customer buys.
    CustomerProteins: CustomerId = "customer_id" has ProteinId = "protein_id" in "customers_customer_proteins"
);
