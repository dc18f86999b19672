DROP TABLE suppliers_rating;
