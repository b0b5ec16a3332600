/// The examples as somebody runs them: in processes of their own, on a store over HTTP.
@NullMarked
package io.schemeless.eventstore.example;

import org.jspecify.annotations.NullMarked;
