package io.roadrunner;

import io.roadrunner.http.Middleware;
import java.util.List;

/// A listener of a service.
///
/// @param listener the listener
/// @param own the middlewares that it has besides those of the service
record ServiceMember(Listener listener, List<Middleware> own) {}
