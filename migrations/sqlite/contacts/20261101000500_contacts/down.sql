DROP TABLE carriers_carrier_contacts;
DROP TABLE customers_customer_contacts;
DROP TABLE suppliers_supplier_contacts;
DROP TABLE contacts_contact;
