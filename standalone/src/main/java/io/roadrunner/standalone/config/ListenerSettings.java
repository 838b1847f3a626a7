package io.roadrunner.standalone.config;

import io.roadrunner.config.EarlyResponseDrain;
import io.roadrunner.config.Http1Options;
import io.roadrunner.config.Http2Options;
import io.roadrunner.config.InvalidOptionException;
import io.roadrunner.config.ListenerOptions;
import io.roadrunner.config.ListenerOptionsBuilder;
import io.roadrunner.config.OptionProblem;
import io.roadrunner.config.Protocol;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Options of a listener that are given as texts, one by one. What is wrong is gathered and
/// reported together. Belongs to one thread and one start.
final class ListenerSettings {
    private final ListenerOptionsBuilder builder;
    private final List<OptionProblem> problems = new ArrayList<>();
    private Http1Options http1 = Http1Options.standard();
    private Http2Options http2 = Http2Options.standard();

    /// Kept by itself: another option changes its default, in whatever order they are set.
    private @Nullable Integer http2HeaderListSize;

    private List<String> protocols = List.of("http1");
    private EarlyResponseDrain earlyResponseDrain = EarlyResponseDrain.standard();

    /// @param builder what is set already and does not come from texts
    ListenerSettings(ListenerOptionsBuilder builder) {
        this.builder = builder;
    }

    /// Sets one option. What is wrong with it is kept until [#build()].
    ///
    /// @param key the name in `docs/limits.md`
    /// @param text the value as the user writes it
    void set(String key, String text) {
        Setting setting = ListenerSettingTable.find(key);
        if (setting == null) {
            String nearest = ListenerSettingTable.nearest(key);
            problems.add(
                    new OptionProblem(
                            key, text, "there is no such option; did you mean " + nearest + "?"));
            return;
        }
        try {
            setting.setter().set(this, text.strip());
        } catch (InvalidOptionException e) {
            problems.addAll(e.problems());
        } catch (IllegalArgumentException e) {
            problems.add(new OptionProblem(key, text, String.valueOf(e.getMessage())));
        }
    }

    /// The options, checked.
    ///
    /// @throws InvalidOptionException with everything that is wrong with any of them
    ListenerOptions build() {
        builder.protocols(protocols.stream().map(this::protocol).toList());
        builder.earlyResponseDrain(earlyResponseDrain);
        try {
            ListenerOptions options = builder.build();
            if (problems.isEmpty()) {
                return options;
            }
        } catch (InvalidOptionException e) {
            problems.addAll(e.problems());
        }
        throw new InvalidOptionException(problems);
    }

    ListenerOptionsBuilder builder() {
        return builder;
    }

    Http1Options http1() {
        return http1;
    }

    void http1(Http1Options options) {
        http1 = options;
    }

    Http2Options http2() {
        return http2;
    }

    void http2(Http2Options options) {
        http2 = options;
    }

    void http2HeaderListSize(int bytes) {
        http2HeaderListSize = http2.withMaxHeaderListSize(bytes).maxHeaderListSize();
    }

    private Http2Options wholeHttp2() {
        Integer size = http2HeaderListSize;
        return size == null ? http2 : http2.withMaxHeaderListSize(size);
    }

    EarlyResponseDrain earlyResponseDrain() {
        return earlyResponseDrain;
    }

    void earlyResponseDrain(EarlyResponseDrain budget) {
        earlyResponseDrain = budget;
    }

    /// @param names separated by commas
    void protocols(String names) {
        List<String> wanted = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            wanted.add(name.strip());
        }
        wanted.forEach(this::protocol);
        protocols = List.copyOf(wanted);
    }

    private Protocol protocol(String name) {
        return switch (name) {
            case "http1" -> new Protocol.Http1(http1);
            case "http2" -> new Protocol.Http2(wholeHttp2());
            case "http3" -> Protocol.http3();
            default -> throw new IllegalArgumentException("must be of http1, http2 and http3");
        };
    }
}
