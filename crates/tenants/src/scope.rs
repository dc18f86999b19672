//! `/tenants/`: the companies of the caller.
use crate::{
    models::MyTenant,
    services::companies_of,
    settings::{self, TradeSettings},
};
use actix_web::http::StatusCode;
use paperclip::actix::{api_v2_operation, web};
use projectmeats_web::{
    Answer, Body, Caller, Failure, Ground, InTenant, OnPlatform, Reply, named::Named, parse,
    resource::Patched,
};

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

/// How the company trades
///
/// The numbers of its documents, its rounding, ageing buckets and credit rule.
#[api_v2_operation]
async fn trade_settings(caller: Caller<InTenant>) -> Result<Reply<TradeSettings, 200>, Failure> {
    let known = caller.asked().if_none_match;
    let answer = caller.read(move |ctx, conn| {
        Answer::json(StatusCode::OK, &settings::retrieve(ctx, conn)?)?.tagged(known.as_deref())
    });
    Ok(answer.await?.into())
}

/// Change how the company trades
///
/// For its owners and admins. Fields that are left out stay as they are.
#[api_v2_operation]
async fn change_trade_settings(
    caller: Caller<InTenant>,
    body: Body<Patched<TradeSettings>>,
) -> Result<Reply<TradeSettings, 200>, Failure> {
    let bytes = body.bytes.clone();
    let answer = caller.write(&body.bytes, move |ctx, conn| {
        let after = settings::update(ctx, conn, &mut |stored| parse(&bytes, Ground::Merge(stored), &[]))?;
        Answer::json(StatusCode::OK, &after)
    });
    Ok(answer.await?.into())
}

/// `/tenants/`.
pub fn scope() -> Named<web::Scope> {
    let scope = web::scope("/tenants")
        .service(web::resource("/my_tenants/").route(web::get().to(my_tenants)))
        .service(
            web::resource("/trade_settings/")
                .route(web::get().to(trade_settings))
                .route(web::patch().to(change_trade_settings)),
        );
    Named::new(scope, "tenants", "Tenants", "tenant")
}
