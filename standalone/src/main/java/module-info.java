import org.jspecify.annotations.NullMarked;

/// The command line of Roadrunner and its demo application.
@NullMarked
module io.roadrunner.standalone {
    requires static transitive org.jspecify;
    requires info.picocli;
    requires io.roadrunner;
    requires java.logging;
    requires jdk.unsupported;
    requires org.snakeyaml.engine;

    // picocli fills the annotated fields in.
    opens io.roadrunner.standalone to
            info.picocli;

    uses io.roadrunner.routing.RoutesProvider;
}
