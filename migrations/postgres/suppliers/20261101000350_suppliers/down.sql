DROP TABLE suppliers_supplier;
