package io.govchain.console.acceptance;

import io.govchain.console.acceptance.browser.InChromium;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of the console in a real Chromium on a real consortium, both shared by all of them. Takes
 * parameters {@link io.govchain.console.acceptance.world.World} and {@link People}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({InChromium.class, InWorld.class, WithPeople.class})
@Timeout(180)
@interface Acceptance {}
