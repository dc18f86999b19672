DROP TABLE core_protein;
