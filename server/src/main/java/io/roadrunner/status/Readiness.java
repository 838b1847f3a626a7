package io.roadrunner.status;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// A part of a program that can say whether it is able to take work now: what `/ready` asks.
public interface Readiness {
    /// The name that reports and the parameter `plugin` use.
    String name();

    /// Looks. Called by any thread, by several at the same time, and interrupted when it takes
    /// longer than the time for a check.
    ///
    /// @return what is the case; null counts as unavailable
    /// @throws Exception when it cannot be found out, which counts as unavailable
    @Nullable Status ready() throws Exception;

    /// A check by a function.
    static Readiness of(String name, Callable<Status> check) {
        return new Readiness() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public @Nullable Status ready() throws Exception {
                return check.call();
            }
        };
    }
}
