package io.roadrunner.http;

import io.roadrunner.bytes.HostField;
import io.roadrunner.http.ForwardedParser.Element;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What trusted proxies say of a request: who sent it, by which scheme, to which host. From
/// `forwarded` (RFC 7239), else from `x-forwarded-for`, `-proto` and `-host`. Immutable.
///
/// Each proxy adds what it saw at the end. So the walk goes from the end to the front as long as a
/// trusted proxy is named: the first one that is not is the client, and what stands before it may
/// be made up.
///
/// @param client as the nearest proxy that knows it wrote it, possibly with brackets and port; null
///   when it is not said
/// @param scheme `http` or `https`, null when it is not said
/// @param host a valid host with or without port, null when it is not said
record Forwarded(@Nullable String client, @Nullable String scheme, @Nullable String host) {
    private static final Forwarded NOTHING = new Forwarded(null, null, null);

    /// Nothing is said, or nobody who says it is believed.
    static Forwarded nothing() {
        return NOTHING;
    }

    /// What is said in the fields of a request whose peer is trusted.
    static Forwarded of(Headers headers, TrustedProxies proxies) {
        String forwarded = joined(headers, "forwarded");
        List<Element> elements =
                forwarded == null ? ofLists(headers) : ForwardedParser.parse(forwarded);
        if (elements.isEmpty()) {
            return NOTHING;
        }
        int at = elements.size() - 1;
        while (at > 0 && isTrusted(elements.get(at).client(), proxies)) {
            at--;
        }
        Element element = elements.get(at);
        return new Forwarded(
                element.client(), checkedScheme(element.scheme()), checkedHost(element.host()));
    }

    /// Several fields of one name are one list (RFC 9110 §5.3).
    private static @Nullable String joined(Headers headers, String name) {
        List<String> values = headers.all(name);
        return switch (values.size()) {
            case 0 -> null;
            case 1 -> values.getFirst();
            default -> String.join(",", values);
        };
    }

    private static List<Element> ofLists(Headers headers) {
        List<@Nullable String> clients = list(headers, "x-forwarded-for");
        List<@Nullable String> schemes = list(headers, "x-forwarded-proto");
        List<@Nullable String> hosts = list(headers, "x-forwarded-host");
        int size = clients.size();
        if (size == 0) {
            return schemes.isEmpty() && hosts.isEmpty()
                    ? List.of()
                    : List.of(new Element(null, last(schemes), last(hosts)));
        }
        List<Element> elements = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            elements.add(new Element(clients.get(i), at(schemes, i, size), at(hosts, i, size)));
        }
        return elements;
    }

    private static List<@Nullable String> list(Headers headers, String name) {
        String values = joined(headers, name);
        return values == null ? List.of() : ForwardedParser.parseList(values);
    }

    /// A list as long as that of the clients goes along with it; of another one only the last value
    /// is certain to be a proxy's.
    private static @Nullable String at(List<@Nullable String> values, int index, int size) {
        return values.size() == size ? values.get(index) : last(values);
    }

    private static @Nullable String last(List<@Nullable String> values) {
        return values.isEmpty() ? null : values.getLast();
    }

    private static boolean isTrusted(@Nullable String node, TrustedProxies proxies) {
        InetAddress address = node == null ? null : address(node);
        return address != null && proxies.contains(address);
    }

    /// The address of a node (RFC 7239 §6), null for `unknown` and for made-up names.
    static @Nullable InetAddress address(String node) {
        String address = node;
        int bracket = node.indexOf(']');
        if (node.startsWith("[") && bracket > 0) {
            address = node.substring(1, bracket);
        } else if (node.indexOf(':') >= 0 && node.indexOf(':') == node.lastIndexOf(':')) {
            address = node.substring(0, node.indexOf(':'));
        }
        try {
            return Network.address(address);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable String checkedScheme(@Nullable String scheme) {
        if (scheme == null) {
            return null;
        }
        if (scheme.equalsIgnoreCase("https")) {
            return "https";
        }
        return scheme.equalsIgnoreCase("http") ? "http" : null;
    }

    private static @Nullable String checkedHost(@Nullable String host) {
        return host != null && HostField.isValid(host) ? host : null;
    }
}
