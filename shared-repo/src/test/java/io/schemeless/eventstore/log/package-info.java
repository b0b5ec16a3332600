/// The small parts of the protocol, one by one; the whole of it is tested by the conformance suite.
@NullMarked
package io.schemeless.eventstore.log;

import org.jspecify.annotations.NullMarked;
