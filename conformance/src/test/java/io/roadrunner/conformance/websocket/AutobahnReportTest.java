package io.roadrunner.conformance.websocket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The summary of Autobahn, as it writes it.
class AutobahnReportTest {
    private static final String SUMMARY =
            """
            {
               "server": {
                  "1.1.1": {
                     "behavior": "OK",
                     "behaviorClose": "OK",
                     "duration": 64,
                     "remoteCloseCode": 1000,
                     "reportfile": "server_case_1_1_1.json"
                  },
                  "7.13.1": {
                     "behavior": "INFORMATIONAL",
                     "behaviorClose": "INFORMATIONAL",
                     "duration": 2,
                     "remoteCloseCode": 1002,
                     "reportfile": "server_case_7_13_1.json"
                  },
                  "5.15": {
                     "behavior": "NON-STRICT",
                     "behaviorClose": "OK",
                     "duration": 64,
                     "remoteCloseCode": 1000,
                     "reportfile": "server_case_5_15.json"
                  },
                  "7.1.1": {
                     "behavior": "OK",
                     "behaviorClose": "UNCLEAN",
                     "duration": 64,
                     "remoteCloseCode": null,
                     "reportfile": "server_case_7_1_1.json"
                  }
               }
            }
            """;

    @Test
    void whatIsLessThanStrictIsBad() {
        AutobahnReport report = AutobahnReport.of(SUMMARY, "here");
        assertEquals(4, report.cases());
        assertEquals(
                List.of(
                        "5.15: NON-STRICT, close: OK; see here",
                        "7.1.1: OK, close: UNCLEAN; see here"),
                report.bad());
    }

    @Test
    void twoReportsAreOne() {
        AutobahnReport report = AutobahnReport.of(SUMMARY, "here");
        AutobahnReport both = report.and(AutobahnReport.of("{}", ""));
        assertEquals(report, both);
        assertEquals(8, report.and(report).cases());
        assertEquals(4, report.and(report).bad().size());
    }
}
