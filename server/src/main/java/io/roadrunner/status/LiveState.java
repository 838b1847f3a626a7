package io.roadrunner.status;

/// How a program is doing in one word, the first that is true.
enum LiveState {
    /// It ends.
    SHUTTING_DOWN("shutting down"),
    /// At least one listener drains.
    DRAINING("draining"),
    /// A check of its health says so.
    UNHEALTHY("unhealthy"),
    /// No listener accepts, or a check of its readiness says so.
    NOT_READY("not ready"),
    /// None of these.
    READY("ready");

    private final String words;

    LiveState(String words) {
        this.words = words;
    }

    /// For people.
    String words() {
        return words;
    }
}
