/// The page of the demo in a real browser.
package io.roadrunner.conformance.browser;
