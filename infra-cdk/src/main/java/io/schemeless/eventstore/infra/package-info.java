/// The store's infrastructure in CDK: one construct a concern, put together in a stack.
///
/// Start at [StoreStack][io.schemeless.eventstore.infra.StoreStack]; what can be chosen is in
/// [StoreConfig][io.schemeless.eventstore.infra.StoreConfig].
@NullMarked
package io.schemeless.eventstore.infra;

import org.jspecify.annotations.NullMarked;
