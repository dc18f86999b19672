DROP TABLE suppliers_certificate;
