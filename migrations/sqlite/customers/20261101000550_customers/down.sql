DROP TABLE customers_customer_proteins;
DROP TABLE customers_customer_plants;
