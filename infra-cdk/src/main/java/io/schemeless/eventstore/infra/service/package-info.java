/// What serves: a store's data, its functions and what each may do, the API before them, and what
/// happens by itself, the reset of a sandbox and the telling of new entries. One class a concern.
///
/// Start at [Storage][io.schemeless.eventstore.infra.service.Storage]; all else stands on it:
/// [StoreFunctions][io.schemeless.eventstore.infra.service.StoreFunctions], then
/// [Api][io.schemeless.eventstore.infra.service.Api].
@NullMarked
package io.schemeless.eventstore.infra.service;

import org.jspecify.annotations.NullMarked;
