DROP TABLE purchase_orders_revision;
DROP TABLE purchase_orders_payment;
DROP TABLE purchase_orders_item;
DROP TABLE purchase_orders_purchaseorder;
