package io.roadrunner.standalone.config;

import io.roadrunner.standalone.config.ConfigNode.Entry;
import io.roadrunner.standalone.config.ConfigNode.Mapping;
import io.roadrunner.standalone.config.ConfigNode.Scalar;
import io.roadrunner.standalone.config.ConfigNode.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/// Makes a tree of a YAML 1.2 document, from the events of its parser, which come one by one: so
/// the bounds hold before anything large is built. Belongs to one thread and one document.
///
/// An alias stands for the value of its anchor, without a copy; what all aliases together amount to
/// is bounded. Tags, merge keys and further documents are refused or mean nothing special.
final class YamlDocument {
    /// Longer documents are refused, in characters.
    static final int LONGEST = 1 << 20;

    /// Deeper ones too.
    static final int DEEPEST = 32;

    /// And those with more values, each alias counted like what it stands for.
    static final int MOST_VALUES = 50_000;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;
    private final Map<Anchor, Anchored> anchors = new HashMap<>();
    private long values;

    /// A value with an anchor, and how many values it amounts to.
    private record Anchored(ConfigNode node, long values) {}

    /// What ends the reading early; it carries the problem.
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Origin origin;

        Refused(Origin origin, String reason) {
            super(reason, null, false, false);
            this.origin = origin;
        }
    }

    private YamlDocument(String file, String text, Problems problems) {
        this.file = file;
        this.problems = problems;
        LoadSettings settings =
                LoadSettings.builder().setLabel(file).setCodePointLimit(LONGEST).build();
        this.events = new ParserImpl(settings, new StreamReader(settings, text));
    }

    /// The tree of a document. Without content it is an empty mapping.
    ///
    /// @param file how problems name it
    /// @param problems where to put what is wrong
    /// @return null when it is not even a mapping of keys; the problems say why
    static @Nullable Mapping parse(String file, String text, Problems problems) {
        Origin start = new Origin.InFile(file, 1, 1);
        try {
            if (text.length() > LONGEST) {
                throw new Refused(start, "is longer than " + LONGEST + " characters");
            }
            return new YamlDocument(file, text, problems).document(start);
        } catch (Refused e) {
            problems.add(e.origin, "", String.valueOf(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
            problems.add(mark == null ? start : at(file, mark), "", "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            problems.add(start, "", "not YAML: " + firstLine(String.valueOf(e.getMessage())));
        }
        return null;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    private static Origin at(String file, Mark mark) {
        return new Origin.InFile(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Origin at(Event event) {
        Optional<Mark> mark = event.getStartMark();
        return mark.isPresent() ? at(file, mark.get()) : new Origin.InFile(file, 1, 1);
    }

    private Mapping document(Origin start) {
        Mapping root = null;
        while (events.hasNext()) {
            Event event = events.next();
            switch (event.getEventId()) {
                case StreamStart, StreamEnd, DocumentEnd, Comment -> {}
                case DocumentStart -> {
                    if (root != null) {
                        throw new Refused(at(event), "a second document; one is allowed");
                    }
                }
                case Alias, Scalar, SequenceStart, SequenceEnd, MappingStart, MappingEnd ->
                        root = root(node(event, 1));
            }
        }
        return root == null ? new Mapping(Map.of(), start) : root;
    }

    private static Mapping root(ConfigNode node) {
        return switch (node) {
            case Mapping mapping -> mapping;
            case Scalar scalar when scalar.isNull() -> new Mapping(Map.of(), scalar.origin());
            case Scalar _, Sequence _ ->
                    throw new Refused(node.origin(), "must be a section with keys");
        };
    }

    private ConfigNode node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw new Refused(at(event), "is nested deeper than " + DEEPEST + " levels");
        }
        long before = values;
        count(1, event);
        if (event instanceof AliasEvent alias) {
            return aliased(alias);
        }
        ConfigNode node =
                switch (event) {
                    case ScalarEvent scalar ->
                            new Scalar(scalar.getValue(), scalar.isPlain(), at(event));
                    case SequenceStartEvent _ -> sequence(event, depth);
                    case MappingStartEvent _ -> mapping(event, depth);
                    default -> throw new IllegalStateException("not a value: " + event);
                };
        if (event instanceof NodeEvent named && named.getAnchor().isPresent()) {
            anchors.put(named.getAnchor().get(), new Anchored(node, values - before));
        }
        return node;
    }

    private void count(long more, Event event) {
        values += more;
        if (values > MOST_VALUES) {
            throw new Refused(at(event), "has more than " + MOST_VALUES + " values");
        }
    }

    private ConfigNode aliased(AliasEvent alias) {
        Anchored anchored = anchors.get(alias.getAlias());
        if (anchored == null) {
            throw new Refused(at(alias), "the anchor *" + alias.getAlias() + " is not complete");
        }
        count(anchored.values() - 1, alias);
        return anchored.node();
    }

    private Sequence sequence(Event start, int depth) {
        List<ConfigNode> items = new ArrayList<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(node(event, depth + 1));
            event = events.next();
        }
        return new Sequence(items, at(start));
    }

    private Mapping mapping(Event start, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Event event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            ConfigNode key = node(event, depth + 1);
            ConfigNode value = node(events.next(), depth + 1);
            add(entries, key, value);
            event = events.next();
        }
        return new Mapping(entries, at(start));
    }

    private void add(Map<String, Entry> entries, ConfigNode key, ConfigNode value) {
        if (!(key instanceof Scalar scalar)) {
            problems.add(key.origin(), "", "a key must be a word");
            return;
        }
        Entry first = entries.putIfAbsent(scalar.text(), new Entry(key.origin(), value));
        if (first != null) {
            problems.add(key.origin(), scalar.text(), "is there twice, first at " + first.key());
        }
    }
}
