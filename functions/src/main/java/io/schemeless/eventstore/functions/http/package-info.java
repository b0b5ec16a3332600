/// HTTP as the four functions speak it, and nothing of what they do.
///
/// Start at [HttpEdge][io.schemeless.eventstore.functions.http.HttpEdge]: it turns API Gateway's
/// event into a [Request][io.schemeless.eventstore.functions.http.Request], finds the
/// [Operation][io.schemeless.eventstore.functions.http.Operation], and turns an
/// [Answer][io.schemeless.eventstore.functions.http.Answer] or any exception into API Gateway's
/// response.
@NullMarked
package io.schemeless.eventstore.functions.http;

import org.jspecify.annotations.NullMarked;
