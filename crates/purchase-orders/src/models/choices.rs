//! The choice lists of orders.
use projectmeats_core::choices;

choices! {
    /// How far an order has come. New ones are `pending`, as existing clients expect; see [`crate::rules::status`].
    pub enum OrderStatus {
        Pending = "pending", Draft = "draft", Approved = "approved", Shipped = "shipped", Delivered = "delivered",
        Completed = "completed", Cancelled = "cancelled",
    }
}

choices! {
    /// How much of an order is paid: what its payments say, never what a client writes.
    pub enum PaymentStatus { Unpaid = "unpaid", Partial = "partial", Paid = "paid" }
}

choices! {
    /// What freight is spread over the lines by.
    pub enum FreightBasis { Weight = "weight", Amount = "amount", Quantity = "quantity" }
}

choices! {
    /// How the weight that arrived stands to the weight that was expected.
    pub enum Tolerance { Within = "within", Over = "over", Under = "under" }
}

impl OrderStatus {
    /// Whether the order has been agreed on: from here a change of its terms is a revision.
    pub const fn is_agreed(self) -> bool {
        match self {
            Self::Approved | Self::Shipped | Self::Delivered | Self::Completed => true,
            Self::Draft | Self::Pending | Self::Cancelled => false,
        }
    }
    /// Whether goods may be received.
    pub const fn receives(self) -> bool {
        match self {
            Self::Approved | Self::Shipped | Self::Delivered => true,
            Self::Draft | Self::Pending | Self::Completed | Self::Cancelled => false,
        }
    }
}
