DROP TABLE carriers_carrier;
