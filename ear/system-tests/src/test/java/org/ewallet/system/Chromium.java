package org.ewallet.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The Chromium of this machine, without a window. Nothing is downloaded. */
final class Chromium implements AutoCloseable {

    /** With this in the environment, as in CI, a missing browser is a failure and no reason to skip. */
    private static final String REQUIRED = "EWALLET_BROWSER_REQUIRED";
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new BrowserType.LaunchOptions().setExecutablePath(executable));
    }

    /** Starts it; where there is none, the test that wants it is skipped, or fails where it must not be missing. */
    static Chromium start() {
        Optional<Path> executable = find();
        if (executable.isEmpty()) {
            String message = "There is none of " + NAMES + " on the PATH: the page was not tested in a browser";
            if (System.getenv(REQUIRED) != null) {
                Assertions.fail(message);
            }
            Assumptions.abort(message);
        }
        return new Chromium(executable.get());
    }

    private static Optional<Path> find() {
        List<String> folders = Arrays.asList(System.getenv("PATH").split(File.pathSeparator));
        return NAMES.stream()
                .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** A page of its own, as in a browser that nobody else uses. */
    Page page(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setLocale("en-IE").setTimezoneId("UTC"));
        return context.newPage();
    }

    @Override
    public void close() {
        Stream.<AutoCloseable>of(browser, playwright).forEach(part -> {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("The browser cannot be closed", e);
            }
        });
    }
}
