//! A cooper's API: barrels of a tenant, labels of the platform, signing in, and one thing for platform staff.
use crate::{
    Answer, Body, Failure, Reply,
    caller::{InTenant, OnPlatform},
    openapi::{ResourceDoc, describe, document},
    resource::{Check, Edit, Resource, resource},
};
use actix_web::{FromRequest, HttpRequest, dev::Payload, http::StatusCode};
use paperclip::{
    actix::{Apiv2Schema, Apiv2Security, api_v2_operation, web},
    v2::models::{Info, License},
};
use projectmeats_core::{
    Ctx, Error, Money, Result, Timestamp, Timestamped, Versioned, Weight, choices,
    ids::{PlantId, TenantId},
};
use projectmeats_db::{
    Conn,
    listing::{Column, Columns, ListQuery, Page},
};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::future::{Ready, ready};
use validator::Validate;

choices! {
    /// What it is made of.
    pub enum Wood { Oak = "oak", Chestnut = "chestnut" }
}

#[derive(Debug, Default, Clone, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub(super) struct Maker {
    /// Their name.
    name: String,
    /// Where they are written to.
    email: String,
}

/// What is written of a barrel.
#[derive(Debug, Default, Clone, Serialize, Deserialize, Validate, Apiv2Schema)]
#[serde(default)]
pub(super) struct BarrelIn {
    /// What it is called.
    name: String,
    /// What it is made of.
    wood: Wood,
    /// What its lid is made of.
    lid: Option<Wood>,
    /// How many litres it holds.
    #[openapi(minimum = "1", maximum = "9000")]
    capacity: Option<i64>,
    /// What it costs.
    price: Money,
    /// Who made it.
    maker: Maker,
    /// Who mends it.
    mender: Option<Maker>,
    /// Where it stands.
    plant: Option<PlantId>,
    /// Where it was.
    plants: Vec<PlantId>,
}

/// A barrel.
#[derive(Debug, Clone, Serialize, Apiv2Schema)]
pub(super) struct Barrel {
    /// Its key.
    id: i64,
    /// Its version.
    version: i64,
    /// Whose it is.
    tenant: TenantId,
    /// What it is called.
    name: String,
    /// What it is made of.
    wood: Wood,
    /// What its lid is made of.
    lid: Option<Wood>,
    /// What it weighs.
    weight: Weight,
    /// What it costs.
    price: Option<Money>,
    /// When it was filled.
    filled_at: Option<Timestamp>,
    /// When it was made.
    created_at: Timestamp,
}
impl Timestamped for Barrel {
    fn created_at(&self) -> Timestamp {
        self.created_at
    }
    fn updated_at(&self) -> Timestamp {
        self.created_at
    }
}
impl Versioned for Barrel {
    fn version(&self) -> i64 {
        self.version
    }
}

diesel::table! {
    use diesel::sql_types::{BigInt, Nullable, Text};
    use projectmeats_db::{SqlMoney, SqlTimestamp};

    barrels (id) {
        id -> BigInt,
        name -> Text,
        wood -> Text,
        capacity -> Nullable<BigInt>,
        price -> Nullable<SqlMoney>,
        filled_at -> Nullable<SqlTimestamp>,
    }
}

pub(super) static COLUMNS: Columns = Columns {
    table: "barrels",
    fields: &[
        Column::of("name", &barrels::name).sorts(),
        Column::of("wood", &barrels::wood).choices(Wood::TEXTS),
        Column::of("capacity", &barrels::capacity).sorts(),
        Column::of("price", &barrels::price),
        Column::of("filled_at", &barrels::filled_at),
    ],
    search: "search_text",
    default_order: "name",
};
static LABEL_COLUMNS: Columns = Columns {
    table: "labels",
    fields: &[Column::of("name", &barrels::name).sorts()],
    search: "",
    default_order: "-name",
};

macro_rules! shelf {
    ($name:ident at $path:literal, one $noun:literal of $tag:literal in $scope:ty, $columns:expr) => {
        pub(super) struct $name;
        impl Resource for $name {
            const PATH: &'static str = $path;
            const TAG: &'static str = $tag;
            const NOUN: &'static str = $noun;
            const REQUIRED: &'static [&'static str] = &["name"];
            const COLUMNS: &'static Columns = $columns;
            type Scope = $scope;
            type Id = PlantId;
            type In = BarrelIn;
            type View = Barrel;
            fn example() -> Value {
                json!({ "name": "Tun", "wood": "oak", "lid": null, "price": "1234.50" })
            }
            fn id(view: &Barrel) -> PlantId {
                PlantId(view.id)
            }
            fn input(_: &Barrel) -> BarrelIn {
                BarrelIn::default()
            }
            fn list(_: &Ctx, _: &mut Conn, _: &ListQuery) -> Result<Page<Barrel>> {
                Err(Error::NotFound)
            }
            fn create(_: &Ctx, _: &mut Conn, _: BarrelIn) -> Result<Barrel> {
                Err(Error::NotFound)
            }
            fn retrieve(_: &Ctx, _: &mut Conn, _: PlantId) -> Result<Barrel> {
                Err(Error::NotFound)
            }
            fn update(_: &Ctx, _: &mut Conn, _: PlantId, _: Edit<'_, Self>) -> Result<Barrel> {
                Err(Error::NotFound)
            }
            fn delete(_: &Ctx, _: &mut Conn, _: PlantId, _: Check<'_, Self>) -> Result<()> {
                Err(Error::NotFound)
            }
        }
    };
}
shelf!(Barrels at "barrels", one "barrel" of "Barrels" in InTenant, &COLUMNS);
shelf!(Labels at "labels", one "label" of "Labels" in OnPlatform, &LABEL_COLUMNS);

#[derive(Apiv2Security)]
#[openapi(apiKey, alias = "StaffScope", in = "header", name = "Authorization")]
pub(super) struct Staff;
impl FromRequest for Staff {
    type Error = Failure;
    type Future = Ready<std::result::Result<Self, Failure>>;
    fn from_request(_: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self))
    }
}

/// Sign in.
///
/// With a name and a password.
#[api_v2_operation]
async fn sign_in(_: Body<Maker>) -> std::result::Result<Reply<Maker, 200>, Failure> {
    Ok(Answer::json(StatusCode::OK, &Maker::default())?.into())
}

#[api_v2_operation]
async fn scrub(_: Staff, _: web::Path<TenantId>) -> std::result::Result<Reply<(), 204>, Failure> {
    Ok(Answer::empty(StatusCode::NO_CONTENT).into())
}

pub(super) fn example_out() -> Value {
    json!({
        "id": 7, "version": 1, "tenant": "0192f0c1-4c5e-7b3a-9d52-6f3b8f0a7c11", "name": "Tun", "wood": "oak", "lid": null,
        "weight": "40.1250", "price": "1234.50", "filled_at": null, "created_at": "2026-11-03T09:15:00.000000Z",
    })
}

/// The document, described.
pub(super) fn api() -> Value {
    let scope = web::scope("/api/v1")
        .service(resource::<Barrels>(|scope| scope))
        .service(resource::<Labels>(|scope| scope))
        .service(web::resource("/auth/login/").route(web::post().to(sign_in)))
        .service(web::resource("/tenants/{tenant_id:[0-9a-f-]+}/scrub/").route(web::post().to(scrub)));
    let license = License {
        name: Some("AGPL-3.0-or-later".into()),
        url: Some("https://www.gnu.org/licenses/agpl-3.0".into()),
    };
    let info = Info {
        title: "Cooper & Sons".into(),
        version: "1.0.0".into(),
        license: Some(license),
        ..Info::default()
    };
    let tags = [
        ("Tenants", "Whose the barrels are."),
        ("Labels", "What hangs on them."),
        ("Barrels", "What wine is kept in."),
        ("Auth", "Coming and going."),
        ("Unused", "Nothing."),
    ];
    let mut doc = document(info, &tags, scope);
    describe(&mut doc, &ResourceDoc::of::<Barrels>("/api/v1/barrels/", example_out()));
    describe(&mut doc, &ResourceDoc::of::<Labels>("/api/v1/labels/", example_out()));
    doc
}
