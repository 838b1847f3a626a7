import org.jspecify.annotations.NullMarked;

/// Wire-level clients and small helpers for testing HTTP servers and handlers. No dependencies.
@NullMarked
module io.roadrunner.testkit {
    requires static transitive org.jspecify;

    exports io.roadrunner.testkit;
    exports io.roadrunner.testkit.http2;
    exports io.roadrunner.testkit.websocket;
}
