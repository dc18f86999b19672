DROP TABLE tenants_counter;
