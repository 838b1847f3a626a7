/// Who the client is behind proxies: forwarded fields and PROXY headers, by hand and by HAProxy.
package io.roadrunner.conformance.forwarding;
