/// The configuration of a server: one tree of values, made of a YAML file or of nothing, overridden
/// by the environment and by flags, checked against one description of what may be there.
///
/// Thread model: a configuration is read by one thread; what comes out is immutable.
///
/// Read path: 1. [ConfigSource]; 2. [YamlDocument] makes a [ConfigNode]; 3. [Overrides]; 4.
/// [ShapeCheck] holds it to [ConfigShape]; 5. [ConfigReader] makes a [Configuration].
///
/// To add an option of a listener, add a row to [ListenerSettingTable]; to add a middleware, add
/// one to [MiddlewareTable]. Flags, files, environment, schema and documentation follow.
///
/// Tests: beside this module's sources. Limitation: `status` and `rpc` are known, and refused as
/// not available yet.
package io.roadrunner.standalone.config;
