package io.roadrunner.conformance.examples;

import io.roadrunner.Listener;
import io.roadrunner.Roadrunner;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.http.Responses;
import io.roadrunner.routing.Routes;
import java.time.Duration;

/// The program in `README.md`, from the line `begin` to the line `end`.
final class ReadmeExample {
    private ReadmeExample() {}

    // begin
    static void main() throws InterruptedException {
        Routes.Builder routes = Routes.builder();
        routes.get("/", request -> Responses.text(200, "hello, roadrunner!"));
        routes.get("/users/:id", request -> Responses.json(200, request.bindings().toMap()));
        routes.post("/echo", request -> Responses.body(200, "text/plain", request.body()));
        try (Roadrunner roadrunner = Roadrunner.create()) {
            ListenerOptions options =
                    ListenerOptions.builder().port(8080).routes(routes.build()).build();
            Listener listener = roadrunner.startListener("api", options);
            IO.readln("Serving port " + listener.port() + "; press Enter to drain. ");
            IO.println(listener.drain(Duration.ofSeconds(30)));
        }
    }
    // end
}
