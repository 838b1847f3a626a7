package io.roadrunner.benchmarks.run.plan;

import java.util.List;
import java.util.Optional;

/// A server that takes part.
///
/// @param name as `scripts/peer` knows it
/// @param isJava whether it runs on the JVM
public record Contender(String name, boolean isJava) {
    /// Who everything is about.
    public static final String ROADRUNNER = "roadrunner";

    /// The line to reach.
    public static final String NGINX = "nginx";

    /// Everybody, Roadrunner first.
    public static List<Contender> all() {
        return List.of(
                new Contender(ROADRUNNER, true),
                java("helidon"),
                java("jetty"),
                java("vertx"),
                java("netty"),
                java("undertow"),
                java("tomcat"),
                java("robaho"),
                java("jdk"),
                new Contender(NGINX, false));
    }

    /// The one with this name.
    public static Optional<Contender> named(String name) {
        return all().stream().filter(contender -> contender.name().equals(name)).findFirst();
    }

    /// Whether it is the one that everything is about.
    public boolean isRoadrunner() {
        return name.equals(ROADRUNNER);
    }

    private static Contender java(String name) {
        return new Contender(name, true);
    }
}
