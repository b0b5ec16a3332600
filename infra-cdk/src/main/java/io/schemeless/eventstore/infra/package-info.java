/// The store's infrastructure in CDK, in three rooms: `config`, what can be chosen; `service`, what
/// serves by it; `monitoring`, what tells of how it goes. Each knows those named before it.
///
/// Start at [StoreStack][io.schemeless.eventstore.infra.StoreStack], which puts them together;
/// [StoreApp][io.schemeless.eventstore.infra.StoreApp] is what `cdk.json` runs.
@NullMarked
package io.schemeless.eventstore.infra;

import org.jspecify.annotations.NullMarked;
