/// Stores elsewhere that the commands talk to over HTTP: which one, who asks, and their pages as
/// text. Start at [io.schemeless.eventstore.local.remote.Connection].
@NullMarked
package io.schemeless.eventstore.local.remote;

import org.jspecify.annotations.NullMarked;
