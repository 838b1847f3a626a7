import org.jspecify.annotations.NullMarked;

/// The embeddable Roadrunner server: HTTP on virtual threads with named, supervised listeners.
@NullMarked
module io.roadrunner {
    requires java.management;
    requires static transitive org.jspecify;

    exports io.roadrunner;
    exports io.roadrunner.config;
    exports io.roadrunner.files;
    exports io.roadrunner.http;
    exports io.roadrunner.middleware;
    exports io.roadrunner.routing;
    exports io.roadrunner.status;
    exports io.roadrunner.rpc;
    exports io.roadrunner.telemetry;
    exports io.roadrunner.websocket;

    uses io.roadrunner.http.JsonCodec;
}
