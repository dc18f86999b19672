//! `/tenants/`: the companies of the caller.
use crate::{models::MyTenant, services::companies_of};
use actix_web::http::StatusCode;
use paperclip::actix::{api_v2_operation, web};
use projectmeats_web::{Answer, Caller, Failure, OnPlatform, Reply, named::Named};

/// My companies
///
/// The caller's companies, the one they work in by default first, as a bare array.
#[api_v2_operation]
async fn my_tenants(caller: Caller<OnPlatform>) -> Result<Reply<Vec<MyTenant>, 200>, Failure> {
    let answer = caller.read(|ctx, conn| {
        let companies = companies_of(conn, ctx.actor.user)?;
        let mine = companies.into_iter().map(|(tenant, member, joined)| MyTenant {
            tenant_id: tenant.id,
            id: tenant.id,
            tenant_name: tenant.name,
            tenant_slug: tenant.slug,
            role: member.role,
            is_active: tenant.is_active,
            is_trial: tenant.is_trial,
            logo_url: tenant.logo.clone(),
            logo: tenant.logo,
            settings: tenant.settings,
            created_at: joined,
        });
        Answer::json(StatusCode::OK, &mine.collect::<Vec<_>>())
    });
    Ok(answer.await?.into())
}

/// `/tenants/`.
pub fn scope() -> Named<web::Scope> {
    let scope =
        web::scope("/tenants").service(web::resource("/my_tenants/").route(web::get().to(my_tenants)));
    Named::new(scope, "tenants", "Tenants", "tenant")
}
