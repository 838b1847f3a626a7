package io.roadrunner.http;

/// Wraps handlers: may change the request, answer by itself, or change the answer. Composed once
/// when a route table is made; the first of a list is the outermost. It never writes to the wire:
/// only what it returns is sent. Several calls run at the same time.
///
/// What a handler throws goes up through the middlewares of its route and of its groups. Those of a
/// listener see the answer of the server instead, as they see its 404 or 503.
@FunctionalInterface
public interface Middleware {
    /// Answers a request, usually by calling `next`.
    ///
    /// @throws Exception for any failure, which is answered like one of the handler
    Response call(Request request, Handler next) throws Exception;

    /// Called once for each route table that the middleware is composed into, before any request;
    /// an exception refuses the table.
    default void init() {}
}
