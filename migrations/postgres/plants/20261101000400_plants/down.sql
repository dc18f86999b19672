DROP TABLE plants_plant;
