DROP TABLE tenants_tenant_user;
DROP TABLE tenants_tenant;
