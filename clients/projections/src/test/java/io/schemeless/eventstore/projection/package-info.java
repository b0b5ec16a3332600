/// Projections on a store in memory, on H2, on DynamoDB Local and on files.
@NullMarked
package io.schemeless.eventstore.projection;

import org.jspecify.annotations.NullMarked;
