//! The kinds of meat of a supplier.
use projectmeats_core::ids::{ProteinId, SupplierId};
use projectmeats_db::link;

link!(
    /// The kinds of meat a supplier sells.
    SupplierProteins: SupplierId = "supplier_id" has ProteinId = "protein_id" in "suppliers_supplier_proteins"
);
