package io.roadrunner.status;

/// Something that was registered, until it is closed. Any thread; closing it again does nothing.
@FunctionalInterface
public interface Registration extends AutoCloseable {
    /// Takes it away. A check of it that runs at this moment still ends.
    @Override
    void close();
}
