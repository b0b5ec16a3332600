/// Given, when, then. Start at [io.schemeless.eventstore.test.DeciderSpec] for deciders, and at
/// [io.schemeless.eventstore.test.StoreSpec] for any code that takes a store.
@NullMarked
package io.schemeless.eventstore.test;

import org.jspecify.annotations.NullMarked;
