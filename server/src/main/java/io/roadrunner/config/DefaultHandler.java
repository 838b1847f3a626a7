package io.roadrunner.config;

import io.roadrunner.http.Handler;
import io.roadrunner.http.Request;
import io.roadrunner.http.Response;
import io.roadrunner.http.Responses;

/// What answers on a listener that was given neither routes nor a handler. Stateless.
final class DefaultHandler implements Handler {
    private static final String TEXT =
            "No routes yet. Give this listener some: ListenerOptions.builder().routes(...)\n";

    @Override
    public Response handle(Request request) {
        return Responses.text(404, TEXT);
    }
}
