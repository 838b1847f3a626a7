package io.roadrunner.status;

import io.roadrunner.ListenerInfo;
import io.roadrunner.http.AddressText;
import io.roadrunner.telemetry.ListenerStatus;
import io.roadrunner.telemetry.Straggler;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The tables of the page as the server writes them, for a browser without JavaScript and for the
/// first moment of any other. They say what `page.js` says afterwards. Stateless.
final class StatusTables {
    private static final int MOST_STRAGGLERS = 20;

    private StatusTables() {}

    static String listeners(LiveView view) {
        Html html = new Html();
        for (ListenerView listener : view.listeners()) {
            html.markup("<tr>");
            listener(html, listener, view.time());
            html.markup("</tr>");
        }
        return orEmpty(html, 11, "No listener runs.");
    }

    private static void listener(Html html, ListenerView listener, Instant now) {
        ListenerInfo info = listener.info();
        html.markup("<th scope=\"row\">").text(listener.name());
        html.element("small", listener.address()).markup("</th>");
        html.element("td", protocols(listener))
                .markup("<td>")
                .element("span class=\"phase " + listener.phase() + "\"", listener.phase());
        if (listener.status() == ListenerStatus.DRAINING && info.deadline().isPresent()) {
            html.markup(" ").element("small", left(now, info.deadline().get()));
        }
        html.markup("</td><td class=\"number\">").text(count(info.activeClients()) + " ");
        html.element("small", "of " + count(info.maxClients())).markup("</td>");
        number(html, info.activeRequests());
        number(html, info.requestsServed());
        trouble(html, info.rejected());
        trouble(html, info.throttled());
        trouble(html, info.rateLimited());
        number(html, info.routesGeneration());
        number(html, info.tlsGeneration());
    }

    private static String protocols(ListenerView listener) {
        return String.join(", ", listener.protocols()) + (listener.hasTls() ? " over TLS" : "");
    }

    static String checks(StatusReport report, boolean isKnown) {
        Html html = new Html();
        for (StatusReport.Entry entry : report.entries()) {
            boolean isWell = new Status(entry.statusCode(), "").isHealthy();
            html.markup("<tr>").element("th scope=\"row\"", entry.name());
            if (entry.errorMessage().isEmpty()) {
                html.markup("<td class=\"message\">");
                said(html, isWell, isWell ? "well" : "unavailable").markup("</td>");
            } else {
                html.element(
                        "td class=\"message" + (isWell ? "" : " trouble") + "\"",
                        Html.cut(entry.errorMessage()));
            }
            String kind = isWell ? "number" : "number trouble";
            html.element("td class=\"" + kind + "\"", String.valueOf(entry.statusCode()));
            html.markup("</tr>");
        }
        String nothing = isKnown ? "No check is registered." : "The checks have not answered yet.";
        return orEmpty(html, 3, nothing);
    }

    static String jobs(List<JobState> jobs) {
        Html html = new Html();
        for (JobState job : jobs) {
            html.markup("<tr><th scope=\"row\">").text(job.pipeline());
            html.element("small", job.driver() + ", " + job.queue()).markup("</th><td>");
            said(html, job.ready(), job.ready() ? "yes" : "no").markup("</td>");
            number(html, job.active());
            number(html, job.delayed());
            number(html, job.reserved());
            number(html, job.priority());
            html.element("td class=\"message trouble\"", Html.cut(job.errorMessage()))
                    .markup("</tr>");
        }
        return orEmpty(html, 7, "No pipeline.");
    }

    static String running(LiveView view) {
        Html html = new Html();
        for (DrainState drain : view.running()) {
            int start = Math.max(1, Math.max(drain.connectionsAtStart(), drain.connections()));
            int ended = start - drain.connections();
            html.markup("<div class=\"card drain\"><h3>").text(drain.listener());
            html.element("span", left(view.time(), drain.deadline())).markup("</h3>");
            html.markup("<progress max=\"" + start + "\" value=\"" + ended + "\"></progress>");
            html.element(
                            "p",
                            "%s of %s connections and %s requests left"
                                    .formatted(
                                            count(drain.connections()),
                                            count(start),
                                            count(drain.requests())))
                    .markup("</div>");
        }
        return html.toString();
    }

    static String ended(List<DrainState> drains) {
        Html html = new Html();
        for (DrainState drain : drains) {
            html.markup("<div class=\"card drain\"><h3>").text(drain.listener());
            html.element("span", "ended after " + seconds(drain.elapsed())).markup("</h3>");
            if (drain.phase() == DrainState.Phase.DRAINED) {
                html.element("p", "Everything ended in time.");
            } else {
                String cut =
                        "%s connections and %s requests were cut at the deadline."
                                .formatted(count(drain.connections()), count(drain.requests()));
                html.element("p class=\"trouble\"", cut);
            }
            drain.stragglers().stream()
                    .limit(MOST_STRAGGLERS)
                    .forEach(straggler -> straggler(html, straggler));
            html.markup("</div>");
        }
        return html.toString();
    }

    private static void straggler(Html html, Straggler straggler) {
        String peer = straggler.peer() == null ? "unix socket" : AddressText.of(straggler.peer());
        String route = straggler.route() == null ? "no route" : straggler.route();
        html.markup("<details><summary>").text(straggler.protocol() + " " + peer + " " + route);
        html.text(", " + seconds(straggler.age())).markup("</summary><pre>");
        straggler.stack().forEach(frame -> html.text(frame + "\n"));
        html.markup("</pre></details>");
    }

    private static Html said(Html html, boolean isWell, String word) {
        return html.element("span class=\"phase " + (isWell ? "good" : "bad") + "\"", word);
    }

    private static void number(Html html, long value) {
        html.element("td class=\"number" + (value == 0 ? " zero" : "") + "\"", count(value));
    }

    private static void trouble(Html html, long value) {
        html.element("td class=\"number " + (value == 0 ? "zero" : "trouble") + "\"", count(value));
    }

    private static String orEmpty(Html rows, int columns, String words) {
        String html = rows.toString();
        return html.isEmpty()
                ? "<tr><td class=\"empty\" colspan=\"" + columns + "\">" + words + "</td></tr>"
                : html;
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String left(Instant now, Instant deadline) {
        return LiveView.isEndless(deadline)
                ? "no deadline"
                : seconds(Duration.between(now, deadline)) + " left";
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0);
    }
}
