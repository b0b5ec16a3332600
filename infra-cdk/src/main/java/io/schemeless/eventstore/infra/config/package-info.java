/// What can be chosen about a store, and how it is read from CDK's context. What is missing or
/// wrong fails here, before anything is synthesized, and names the setting.
///
/// Start at [StoreConfig][io.schemeless.eventstore.infra.config.StoreConfig];
/// [ConfigReader][io.schemeless.eventstore.infra.config.ConfigReader] knows the settings' names,
/// forms and defaults.
@NullMarked
package io.schemeless.eventstore.infra.config;

import org.jspecify.annotations.NullMarked;
