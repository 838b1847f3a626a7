package io.roadrunner.benchmarks.check;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Asks a server for every route that is measured, in every protocol, and tells which it does not
/// answer as all others do. Immutable; each look takes threads of its own and gives them back.
public final class PeerCheck {
    /// The client tells it about every protocol that is not spoken, and so do the findings.
    private static final Logger NOISE = Logger.getLogger("io.vertx");

    private final List<URI> bases;
    private final Optional<Path> folder;

    private PeerCheck(List<URI> bases, Optional<Path> folder) {
        this.bases = bases;
        this.folder = folder;
    }

    /// A check of a server.
    ///
    /// @param bases where it is: `http://127.0.0.1:8080` is asked in HTTP/1.1 and in HTTP/2 with
    ///   prior knowledge, `https://127.0.0.1:8443` in both over TLS; host and port have to be there
    public static PeerCheck of(URI... bases) {
        return new PeerCheck(List.of(bases), Optional.empty());
    }

    /// This check with a look at the files behind `/static`.
    ///
    /// @param folder the one that the server was given
    public PeerCheck withFiles(Path folder) {
        return new PeerCheck(bases, Optional.of(folder));
    }

    /// What is missing or different, in the order of the protocols; empty when all is well. Takes a
    /// second or two.
    ///
    /// @throws IOException when the files cannot be read
    /// @throws InterruptedException when the thread is interrupted
    public List<Finding> findings() throws IOException, InterruptedException {
        List<Question> questions = new ArrayList<>(Questions.all());
        if (folder.isPresent()) {
            questions.addAll(Questions.files(folder.get()));
        }
        NOISE.setLevel(Level.OFF);
        Vertx vertx = Vertx.vertx();
        try {
            List<Finding> findings = new ArrayList<>();
            for (URI base : bases) {
                findings.addAll(look(vertx, base, questions));
            }
            return findings;
        } finally {
            vertx.close().await();
        }
    }

    private static List<Finding> look(Vertx vertx, URI base, List<Question> questions)
            throws InterruptedException {
        boolean tls = "https".equals(base.getScheme());
        List<Finding> findings = new ArrayList<>();
        for (Dialect dialect : Dialect.values()) {
            if (dialect.tls() == tls) {
                try (Asker asker = new Asker(vertx, base.getHost(), base.getPort(), dialect)) {
                    findings.addAll(new Interview(asker, dialect).findings(questions));
                }
            }
        }
        return findings;
    }
}
