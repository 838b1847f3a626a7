package io.roadrunner.benchmarks.load;

import java.io.IOException;

/// What came is not what was sent.
final class WrongEchoException extends IOException {
    private static final long serialVersionUID = 1L;

    WrongEchoException(String found) {
        super("not an echo: " + found);
    }
}
