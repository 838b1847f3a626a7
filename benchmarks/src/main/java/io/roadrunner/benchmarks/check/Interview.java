package io.roadrunner.benchmarks.check;

import io.roadrunner.benchmarks.check.Finding.Verdict;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.UpgradeRejectedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The questions to one server in one protocol. Used by the thread that looks.
final class Interview {
    private static final int NOT_IMPLEMENTED = 501;
    private static final Buffer MESSAGE = Buffer.buffer("beep beep ".repeat(100));

    private final Asker asker;
    private final Dialect dialect;

    Interview(Asker asker, Dialect dialect) {
        this.asker = asker;
        this.dialect = dialect;
    }

    /// What is missing or different. A server that does not speak the protocol is asked only once.
    List<Finding> findings(List<Question> questions) throws InterruptedException {
        Optional<String> silence = silence();
        if (silence.isPresent()) {
            return questions.stream()
                    .map(Question::route)
                    .distinct()
                    .map(route -> new Finding(route, dialect, Verdict.MISSING, silence.get()))
                    .toList();
        }
        List<Finding> findings = new ArrayList<>();
        for (Question question : questions) {
            answer(question).ifPresent(findings::add);
        }
        if (dialect.version() == HttpVersion.HTTP_1_1) {
            echo().ifPresent(findings::add);
        }
        return findings;
    }

    /// Why the server does not speak the protocol; empty when it does.
    private Optional<String> silence() throws InterruptedException {
        try {
            HttpVersion version = asker.ask(Questions.HELLO.ask()).version();
            return version == dialect.version()
                    ? Optional.empty()
                    : Optional.of("it speaks " + version);
        } catch (IOException e) {
            return Optional.of("it does not speak: " + e.getMessage());
        }
    }

    private Optional<Finding> answer(Question question) throws InterruptedException {
        Function<String, Finding> different =
                detail -> new Finding(question.route(), dialect, Verdict.DIFFERENT, detail);
        try {
            Reply reply = asker.ask(question.ask());
            return reply.status() == NOT_IMPLEMENTED
                    ? Optional.of(missing(question.route()))
                    : question.expected().difference(reply).map(different);
        } catch (IOException e) {
            return Optional.of(different.apply(String.valueOf(e.getMessage())));
        }
    }

    private Optional<Finding> echo() throws InterruptedException {
        String route = Questions.WEB_SOCKET;
        try {
            return asker.echo(route, MESSAGE).equals(MESSAGE)
                    ? Optional.empty()
                    : Optional.of(
                            new Finding(route, dialect, Verdict.DIFFERENT, "another message"));
        } catch (IOException e) {
            return e.getCause() instanceof UpgradeRejectedException rejected
                            && rejected.getStatus() == NOT_IMPLEMENTED
                    ? Optional.of(missing(route))
                    : Optional.of(
                            new Finding(
                                    route,
                                    dialect,
                                    Verdict.DIFFERENT,
                                    String.valueOf(e.getMessage())));
        }
    }

    private Finding missing(String route) {
        return new Finding(route, dialect, Verdict.MISSING, "not implemented");
    }
}
