/// Tests that speak to the functions as API Gateway does. Start at
/// [Gateway][io.schemeless.eventstore.functions.Gateway].
@NullMarked
package io.schemeless.eventstore.functions;

import org.jspecify.annotations.NullMarked;
