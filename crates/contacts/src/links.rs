//! Whose contacts they are: three joining tables, each seen from both sides. The first of a set is the primary one.
use projectmeats_core::ids::{CarrierId, ContactId, CustomerId, SupplierId};
use projectmeats_db::link;

link!(
    /// The contacts of a supplier.
    SupplierContacts: SupplierId = "supplier_id" has ContactId = "contact_id" in "suppliers_supplier_contacts",
    /// The suppliers of a contact.
    back ContactSuppliers
);
link!(
    /// The contacts of a customer.
    CustomerContacts: CustomerId = "customer_id" has ContactId = "contact_id" in "customers_customer_contacts",
    /// The customers of a contact.
    back ContactCustomers
);
link!(
    /// The contacts of a carrier.
    CarrierContacts: CarrierId = "carrier_id" has ContactId = "contact_id" in "carriers_carrier_contacts",
    /// The carriers of a contact.
    back ContactCarriers
);
