package io.roadrunner;

import io.roadrunner.config.ListenerOptions;
import io.roadrunner.listener.ListenerEnvironment;

/// A listener that is to be started.
///
/// @param name unique among the listeners of the `Roadrunner`
/// @param options what it does
/// @param environment what it shares with others
/// @param onEnd called once when it has stopped, while its name is still taken
record ListenerPlan(
        String name, ListenerOptions options, ListenerEnvironment environment, Runnable onEnd) {}
