package org.ewallet.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.ewallet.cli.BrokerUser;
import org.ewallet.cli.Installation;
import org.ewallet.cli.Tokens;
import org.ewallet.cli.clients.BrokerAddress;
import org.ewallet.cli.clients.Letter;
import org.ewallet.cli.clients.LetterSender;
import org.ewallet.cli.clients.OrderPublisher;
import org.ewallet.contract.Destinations;

/** What people do on the page, in a real browser. Each scenario has people of its own. */
final class BrowserScenarios implements AutoCloseable {

    private static final double LIMIT_MILLIS = 30_000;
    private static final long DEPOSIT = 10_000;
    private static final int PHONE = 360;
    private static final int DESK = 1120;
    private static final String BOX = Destinations.NOTIFICATION_COMMANDS;

    private final Installation installation;
    private final Chromium chromium;
    private final String root;
    private final List<String> complaints = new ArrayList<>();

    BrowserScenarios(Installation installation) {
        this.installation = installation;
        this.chromium = Chromium.start();
        this.root = installation.settings().webRoot();
    }

    void signIn() {
        String johny = customer("johny", DEPOSIT);
        Page page = open();
        heading(page, "Sign in").waitFor();

        page.getByLabel("Token").fill("nonsense");
        page.keyboard().press("Enter");
        assertThat(page.getByRole(AriaRole.ALERT)).containsText("no token");
        page.getByLabel("Token").fill(token(johny));
        page.keyboard().press("Enter");

        seeBalance(page, "€100.00");
        assertThat(page.locator("#who")).hasText(johny);
        assertThat(page).hasTitle("Wallet – E-Wallet");

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out")).click();
        heading(page, "Sign in").waitFor();
        page.reload();
        heading(page, "Sign in").waitFor();
    }

    void signInByLink() {
        String johny = customer("johny", DEPOSIT);
        Page page = open(johny);

        seeBalance(page, "€100.00");
        assertThat(page.url()).isEqualTo(root + "/");

        page.reload();
        seeBalance(page, "€100.00");
    }

    void signInAt(OpenIdProvider provider) {
        String johny = customer("johny", DEPOSIT);
        provider.willGive(token(johny));
        Page page = open();

        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in with your account")).click();

        seeBalance(page, "€100.00");
        assertThat(page.url()).isEqualTo(root + "/");
    }

    /** The server decides, not the page: a token that the page can read, but nobody signed, opens nothing. */
    void forgedToken() {
        Page page = open();
        String claims = Base64.getUrlEncoder().encodeToString("{\"upn\":\"johny\"}".getBytes(StandardCharsets.UTF_8));

        page.navigate(root + "/#/token=e30." + claims + ".forged");

        assertThat(page.getByRole(AriaRole.ALERT)).containsText("not accepted", containing());
        heading(page, "Sign in").waitFor();
    }

    /** An auditor sees everybody's wallets and every box, and finds nothing to change anything with. */
    void auditorLooks() {
        String johny = customer("johny", DEPOSIT);
        Page page = open(Tokens.AUDITOR);

        page.getByLabel("Person").fill(johny);
        page.keyboard().press("Enter");
        seeBalance(page, "€100.00");
        assertThat(page.locator(".send")).isHidden();

        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Operations")).click();
        page.locator("tr[data-box]").first().waitFor();
        assertThat(page.getByText("Replay")).isHidden();
    }

    void moneyArrives() {
        String johny = customer("johny", DEPOSIT);
        String mary = customer("mary", 1);
        Page hers = open(mary);
        seeBalance(hers, "€0.01");
        assertThat(hers.locator(".live")).hasText("Live", within());
        Page his = open(johny);
        seeBalance(his, "€100.00");

        fill(his, wallet(mary), "12,5", "lunch <img src=x onerror=alert(1)>");
        assertThat(submit(his)).hasText("Send €12.50");
        submit(his).click();

        assertThat(his.locator(".steps li[data-state=done]")).hasCount(3, counting());
        seeBalance(his, "€87.50");
        seeBalance(hers, "€12.51");
        assertThat(hers.locator(".news")).hasText("€12.50 arrived from " + wallet(johny)
                + ": lunch <img src=x onerror=alert(1)>.");
        assertThat(hers.locator(".statement tbody tr").first()).containsText("From " + wallet(johny));
        assertThat(hers.locator(".statement img")).hasCount(0);
        assertThat(hers.locator(".plot figcaption")).containsText("€12.51 at the end");
    }

    void refused() {
        String johny = customer("johny", DEPOSIT);
        String mary = customer("mary", 1);
        Page page = open(johny);
        seeBalance(page, "€100.00");

        fill(page, wallet(mary), "100.01", "");
        submit(page).click();

        assertThat(page.locator(".steps li[data-state=refused]")).containsText("INSUFFICIENT_FUNDS", containing());
        assertThat(page.locator(".send [role=status]")).containsText("refused. INSUFFICIENT_FUNDS");
        seeBalance(page, "€100.00");
    }

    /** What arrived though it seemed to fail acts once, also if something else is sent before it is tried again. */
    void sentAgain() {
        String johny = customer("johny", DEPOSIT);
        String mary = customer("mary", 1);
        Page page = open(johny);
        seeBalance(page, "€100.00");
        page.route("**/api/commands/*", route -> {
            route.fetch();
            route.abort();
        }, new Page.RouteOptions().setTimes(1));

        fill(page, wallet(mary), "10", "");
        submit(page).click();
        assertThat(page.locator(".send .problem")).containsText("cannot be reached", containing());
        fill(page, wallet(mary), "0.50", "");
        submit(page).click();
        assertThat(page.locator(".steps li[data-state=done]")).hasCount(3, counting());
        fill(page, wallet(mary), "10", "");
        submit(page).click();

        assertThat(page.locator(".steps li[data-state=done]")).hasCount(6, counting());
        seeBalance(page, "€89.50");
    }

    /** Money is held, stays in the wallet without being available, and is paid by a button. */
    void holds() {
        String johny = customer("johny", DEPOSIT);
        String mary = customer("mary", 1);
        Page page = open(johny);
        seeBalance(page, "€100.00");

        fill(page, wallet(mary), "12.50", "deposit for the hall");
        button(page, "Hold €12.50 for 7 days").click();
        assertThat(page.locator(".steps li[data-state=done]")).hasCount(3, counting());
        assertThat(page.locator(".figures dd").first()).hasText("€87.50", within());
        seeBalance(page, "€100.00");
        assertThat(page.locator(".holds li")).containsText("€12.50 for " + wallet(mary));

        button(page, "Pay €12.50").click();
        assertThat(page.locator(".steps li[data-state=done]")).hasCount(6, counting());
        seeBalance(page, "€87.50");
        assertThat(page.locator(".holds .badge")).hasText("Captured €12.50");
        assertThat(page.locator(".holds button")).hasCount(0);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    void withTheKeyboardAlone() {
        String johny = customer("johny", DEPOSIT);
        String mary = customer("mary", 1);
        Page page = open(johny);
        seeBalance(page, "€100.00");
        page.reload();
        seeBalance(page, "€100.00");

        page.keyboard().press("Tab");
        assertThat(page.getByText("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.getByLabel("To wallet")).isFocused();
        page.keyboard().type("no wallet");
        page.keyboard().press("Enter");
        assertThat(page.getByLabel("To wallet")).isFocused();
        assertThat(page.getByLabel("To wallet"))
                .hasAccessibleDescription("Write the id of a wallet, such as mary.EUR.");
        page.keyboard().press("ControlOrMeta+a");
        page.keyboard().type(wallet(mary));
        page.keyboard().press("Tab");
        page.keyboard().type("0.99");
        page.keyboard().press("Enter");

        assertThat(page.locator(".steps li[data-state=done]")).hasCount(3, counting());
        seeBalance(page, "€99.01");
    }

    /** The amounts of the page: what is typed, and what becomes of it. */
    void amountsAreExact() {
        Page page = open();
        String script = """
                async ([text, currency]) => {
                  const money = await import("/app/money.js");
                  try {
                    const minor = money.parse(text, currency);
                    return `${minor} ${money.decimal(minor, currency)} ${money.format(minor, currency)}`;
                  } catch (e) {
                    return e.message;
                  }
                }""";
        Map.of(
                List.of("12.5", "EUR"), "1250 12.50 €12.50",
                List.of(" 0,01 ", "EUR"), "1 0.01 €0.01",
                List.of("9999999999999.99", "EUR"), "999999999999999 9999999999999.99 €9,999,999,999,999.99",
                List.of("10000000000000", "EUR"), "1000000000000000 10000000000000.00 €10,000,000,000,000.00",
                List.of("1250", "JPY"), "1250 1250 JP¥1,250",
                List.of("1.234", "KWD"), "1234 1.234 KWD\u00a01.234")
                .forEach((typed, read) -> assertThat(page.evaluate(script, typed)).isEqualTo(read));
        for (String refused : List.of("", "1,234", "1.234,5", "1e3", "-1", "12.345", "0x10", "½", "١٢")) {
            assertThat(page.evaluate(script, List.of(refused, "EUR"))).as(refused).asString()
                    .startsWith("Write an amount such as 12.50");
        }
        for (String refused : List.of("0", "0.00", "10000000000000.01")) {
            assertThat(page.evaluate(script, List.of(refused, "EUR"))).as(refused).asString()
                    .startsWith("The amount must be from");
        }
    }

    /** A service is stopped, letters wait for it, one is put aside; it is started, and that one is put back. */
    void aServiceIsAway() throws JMSException {
        Page page = openOperations();
        Locator row = page.locator("tr[data-box='" + BOX + "']");
        Locator depth = row.locator("[data-name=Depth]");
        Locator service = page.locator("[data-service=notification]");
        assertThat(service).hasText("notification up", within());
        Letter dead = sms();
        installation.stopNotifications(SystemTest.OUTPUT);
        try {
            assertThat(service).hasText("notification down: nobody reads " + BOX, within());
            assertThat(row.locator("[data-name=Readers]")).hasText("0");
            assertThat(depth).hasText("0");
            send(sms(), dead, sms());
            assertThat(depth).hasText("3", within());

            putAside(dead);
            assertThat(depth).hasText("2", within());
            assertThat(row.locator("[data-name=Dead]")).hasText("1");
        } finally {
            installation.startNotifications(SystemTest.OUTPUT);
        }
        assertThat(service).hasText("notification up", within());
        assertThat(depth).hasText("0", within());

        Locator group = page.locator("[data-group^='dead-letters " + BOX + "']");
        group.getByText("Show").first().click();
        assertThat(group.locator("article")).containsText("Your code is", containing());
        group.locator("article").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Replay letter "
                + dead.id())).click();
        page.getByRole(AriaRole.DIALOG).getByRole(AriaRole.BUTTON,
                new Locator.GetByRoleOptions().setName("Replay")).click();

        assertThat(row.locator("[data-name=Dead]")).hasText("0", within());
        assertThat(group).hasCount(0, counting());
        Waiting.until("the letter that was put back is handled", () -> installation.webApi()
                .find("/api/commands/" + dead.id())
                .filter(outcome -> "COMPLETED".equals(outcome.path("status").asText())).isPresent());
        assertThat(page.locator(".sheet [data-line=missing] td")).hasText(new String[] {"0", "0", "0"},
                new LocatorAssertions.HasTextOptions().setTimeout(2 * LIMIT_MILLIS));
    }

    /** An invalid letter is discarded: not without a reason. */
    void aLetterIsDiscarded() {
        Page page = openOperations();
        Letter invalid = new Letter(Letter.newId(), "OrderPlaced", "{\"orderId\": 7}");
        try (OrderPublisher shop = installation.shop()) {
            shop.publish(invalid);
        }
        Locator group = page.locator("[data-group='invalid-letters wallet.order-events BAD_DATA']");
        group.getByText("Show").first().click();
        Locator letter = group.locator("[data-letter='" + invalid.id() + "']");

        letter.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Discard")).click();
        Locator dialog = page.getByRole(AriaRole.DIALOG);
        Locator discard = dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Discard"));
        discard.click();
        assertThat(dialog.getByLabel("Reason"))
                .hasAccessibleDescription("reason must say why the letters are discarded");
        dialog.getByLabel("Reason").fill("a test of the page");
        discard.click();

        assertThat(letter).hasCount(0, counting());
        assertThat(dialog).isHidden();
    }

    /** By the rules of WCAG 2.2 AA that a program can check; light on a phone, dark on a desk. */
    void isAccessible() {
        String johny = customer("johny", DEPOSIT);
        List<String> violations = new ArrayList<>();
        for (var look : List.of(look(ColorScheme.LIGHT, PHONE), look(ColorScheme.DARK, DESK))) {
            violations.addAll(violations("sign in", look, page -> heading(page, "Sign in").waitFor()));
            violations.addAll(violations("wallet", look, page -> {
                page.navigate(root + "/#/token=" + token(johny));
                seeBalance(page, "€100.00");
                submit(page).click();
                fill(page, "nobody.EUR", "1", "");
                submit(page).click();
                page.locator(".steps li[data-state=refused]").waitFor();
            }));
            violations.addAll(violations("operations", look, page -> {
                page.navigate(root + "/#/token=" + token(Tokens.OPERATOR));
                page.locator("tr[data-box]").first().waitFor();
                page.locator(".sheet td").first().waitFor();
            }));
        }
        assertThat(violations).isEmpty();
    }

    private List<String> violations(String what, Browser.NewContextOptions look, Consumer<Page> visit) {
        Page page = chromium.page(look);
        page.navigate(root + "/");
        visit.accept(page);
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth - innerWidth"))
                .as("pixels that %s is too wide for %d", what, page.viewportSize().width).isNotPositive();
        List<Rule> found = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze().getViolations();
        List<String> told = found.stream().map(rule -> what + ", " + look.colorScheme.orElseThrow() + ", "
                + look.viewportSize.orElseThrow().width + ": " + rule.getId() + " " + rule.getNodes().stream()
                .map(node -> node.getHtml() + " " + node.getFailureSummary()).toList()).toList();
        page.context().close();
        return told;
    }

    /** Takes the pictures of the README. */
    void takePictures(Path folder) {
        String johny = customer("johny", DEPOSIT);
        String mary = customer("mary", 1);
        send(transfer(mary, johny, 1, "back"), transfer(johny, mary, 1_250, "lunch"),
                transfer(johny, mary, 300, "coffee"), deposit(johny, 4_200, "expenses"));
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (int width : List.of(PHONE, DESK)) {
                Page page = chromium.page(look(scheme, width));
                String suffix = "-" + scheme.name().toLowerCase() + (width == PHONE ? "-phone" : "") + ".png";
                page.navigate(root + "/#/token=" + token(johny));
                page.locator(".plot").waitFor();
                fill(page, wallet(mary), "1", "");
                submit(page).click();
                assertThat(page.locator(".steps li[data-state=done]")).hasCount(3, counting());
                page.evaluate("document.activeElement.blur()");
                screenshot(page, folder.resolve("page-wallet" + suffix));
                page.navigate(root + "/#/token=" + token(Tokens.OPERATOR));
                page.locator(".sheet td").first().waitFor();
                screenshot(page, folder.resolve("page-operations" + suffix));
                page.context().close();
            }
        }
    }

    private static void screenshot(Page page, Path file) {
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
    }

    @Override
    public void close() {
        chromium.close();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    private static Browser.NewContextOptions look(ColorScheme scheme, int width) {
        return new Browser.NewContextOptions().setColorScheme(scheme).setViewportSize(width, 800);
    }

    private Page open() {
        Page page = chromium.page(new Browser.NewContextOptions());
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")) {
                complaints.add(message.text());
            }
        });
        page.navigate(root + "/");
        return page;
    }

    private Page open(String person) {
        Page page = open();
        page.navigate(root + "/#/token=" + token(person));
        return page;
    }

    private Page openOperations() {
        Page page = open();
        page.navigate(root + "/#/token=" + token(Tokens.OPERATOR));
        heading(page, "Operations").waitFor();
        return page;
    }

    private String token(String name) {
        return installation.tokens().of(name);
    }

    private static Locator heading(Page page, String name) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static void seeBalance(Page page, String amount) {
        assertThat(page.locator(".amount")).hasText(amount, within());
    }

    private static void fill(Page page, String target, String amount, String reference) {
        page.getByLabel("To wallet").fill(target);
        page.getByLabel("Amount in EUR").fill(amount);
        page.getByLabel("Reference").fill(reference);
    }

    private static Locator submit(Page page) {
        return page.locator(".send button.primary");
    }

    private static LocatorAssertions.HasTextOptions within() {
        return new LocatorAssertions.HasTextOptions().setTimeout(LIMIT_MILLIS);
    }

    private static LocatorAssertions.HasCountOptions counting() {
        return new LocatorAssertions.HasCountOptions().setTimeout(LIMIT_MILLIS);
    }

    private static LocatorAssertions.ContainsTextOptions containing() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout(LIMIT_MILLIS);
    }

    /** Registers somebody nobody else uses, with some money; returns when it is there. */
    private String customer(String name, long amountMinor) {
        String person = name + "-" + Letter.newId().substring(19);
        try (LetterSender sender = installation.sender()) {
            sender.sendAndReceiveOutcome(Letter.with("RegisterPerson", "personId", person, "name", name,
                    "email", person + "@example.org"), Duration.ofMinutes(1));
            Waiting.until("there is a wallet of " + person,
                    () -> installation.webApi().find("/api/wallets/" + wallet(person)).isPresent());
            sender.sendAndReceiveOutcome(deposit(person, amountMinor, "salary"), Duration.ofMinutes(1));
        }
        return person;
    }

    private static String wallet(String person) {
        return person + ".EUR";
    }

    private static Letter deposit(String person, long amountMinor, String reference) {
        return Letter.with("DepositFunds", "walletId", wallet(person), "amountMinor", amountMinor, "currency", "EUR",
                "reference", reference);
    }

    private static Letter transfer(String source, String target, long amountMinor, String reference) {
        return Letter.with("TransferFunds", "sourceWalletId", wallet(source), "targetWalletId", wallet(target),
                "amountMinor", amountMinor, "currency", "EUR", "reference", reference);
    }

    private static Letter sms() {
        return Letter.with("SendSms", "to", "+491701234567", "text", "Your code is 1234");
    }

    private void send(Letter... letters) {
        try (LetterSender sender = installation.sender()) {
            for (Letter letter : letters) {
                sender.send(letter);
            }
        }
    }

    /** Does what a service does with a letter that failed too often, while the service is away. */
    private void putAside(Letter letter) throws JMSException {
        BrokerAddress broker = installation.broker(BrokerUser.OPERATOR);
        try (ActiveMQConnectionFactory factory = new ActiveMQConnectionFactory(broker.core());
                JMSContext jms = factory.createContext(broker.user(), broker.password(), JMSContext.SESSION_TRANSACTED);
                JMSConsumer consumer = jms.createConsumer(jms.createQueue(BOX),
                        "cloudEvents_id = '" + letter.id() + "'")) {
            Message taken = consumer.receive((long) LIMIT_MILLIS);
            jms.createProducer().send(jms.createQueue(Destinations.dead(BOX)), taken);
            jms.commit();
        }
    }
}
