/// API Gateway on this machine: HTTP in, the events of an HTTP API (payload format 2.0) to the real
/// Lambda handlers, their answers out, within the bounds that AWS sets. Start at
/// [GatewayServer][io.schemeless.eventstore.local.gateway.GatewayServer].
@NullMarked
package io.schemeless.eventstore.local.gateway;

import org.jspecify.annotations.NullMarked;
