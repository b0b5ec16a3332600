/// The client against servers that fail. Against a store it is tested where that can be started: in
/// `local`.
@NullMarked
package io.schemeless.eventstore.client;

import org.jspecify.annotations.NullMarked;
