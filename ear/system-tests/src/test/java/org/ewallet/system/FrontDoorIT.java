package org.ewallet.system;

import jakarta.jms.JMSException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ewallet.cli.Database;
import org.ewallet.cli.Installation;
import org.ewallet.cli.LogFormat;
import org.ewallet.cli.PartName;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people and programs meet who come by HTTP. One installation for all tests, on Payara Micro with H2; each area has a class
 * of its own that does the work.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class FrontDoorIT {

    private final Collector collector = new Collector();
    private Installation installation;
    private OpenIdProvider provider;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) throws IOException {
        provider = OpenIdProvider.start();
        installation = Installation.of(SystemTest.distribution(), new RunDirectory(directory.resolve("run")),
                Settings.onFreePorts().with(Server.PAYARA_MICRO).with(Database.H2)
                        .with(new Settings.Watching(collector.endpoint(), LogFormat.JSON)),
                Map.of(PartName.SERVICES, List.of("-Dewallet.oidc.provider=" + provider.address())));
        installation.start(SystemTest.OUTPUT);
    }

    @AfterAll
    void stop() {
        installation.stop(SystemTest.OUTPUT);
        provider.close();
        collector.close();
    }

    @Nested
    class Answers {

        private final FrontDoor door = new FrontDoor(installation);

        @Test
        void the_document_of_the_web_api_is_the_one_that_was_written() {
            door.requireOpenApi();
        }

        @Test
        void the_document_of_the_messages_is_the_one_that_was_written() {
            door.requireAsyncApi();
        }

        @Test
        void no_answer_tells_what_the_server_is_made_of() {
            door.requireProblemsWithoutClasses();
        }

        @Test
        void each_documented_status_can_be_had() {
            door.requireEachStatus();
        }

        @Test
        void a_letter_that_contradicts_one_that_was_handled_is_refused() {
            door.requireConflict();
        }

        @Test
        void a_letter_is_taken_while_its_recipient_is_down() {
            door.requireTakenWhileTheRecipientIsDown();
        }

        @Test
        void large_answers_are_compressed_for_whoever_accepts_that() {
            door.requireCompression();
        }

        @Test
        void a_caller_who_drops_too_many_letters_is_told_to_come_again() {
            door.requireRateLimit();
        }
    }

    @Nested
    class Contract {

        /** Shows that the running system keeps to its OpenAPI document, whoever asks what, with and without broker. */
        @Test
        void every_operation_answers_as_documented() {
            OpenApiContract contract = new OpenApiContract(installation);

            contract.requireAnswersAsDocumented();
            contract.requireAnswersToEverybody();
            contract.requireAnswersWithoutBroker();
            contract.requireAnswersToRequestsInARow();

            SystemTest.OUTPUT.line(contract.coverage());
            contract.requireCoverage();
        }
    }

    /** First: what comes later floods the notification service, and the mail that is waited for here would come late. */
    @Nested
    @Order(1)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class Watching {

        private Observed observed;

        @BeforeAll
        void sendMoney() {
            observed = new Observed(installation, collector);
        }

        @Test
        void a_transfer_is_one_trace_from_the_request_to_the_mail() {
            observed.requireOneTrace();
        }

        @Test
        void logs_are_json_and_name_command_and_trace() {
            observed.requireLogsAsJson();
        }

        @Test
        void dashboard_and_alerts_ask_for_what_is_exposed() {
            observed.requireWhatDashboardAndAlertsAskFor();
        }

        @Test
        void every_metric_is_documented_and_every_documented_one_is_there() {
            observed.requireDocumentedMetrics();
        }

        @Test
        void what_is_called_seconds_is_in_seconds() {
            observed.requireSeconds();
        }
    }

    /** Last: of the thousands of letters that it leaves behind each question of the others about such letters would read all. */
    @Nested
    @Order(Integer.MAX_VALUE)
    class Hostile {

        /**
         * Shows that of ten thousand hostile letters and requests none is answered with an error of the server, each bad
         * letter lies in its invalid box with a reason, and each good one among them is handled once.
         */
        @Test
        void hostile_input_breaks_nothing() throws Exception {
            new HostileInput(installation).run();
        }
    }

    @Nested
    class Live {

        private final LiveDoor door = new LiveDoor(installation);

        @Test
        void whoever_waits_is_told_the_outcome_when_it_comes() {
            door.requireWaiting();
        }

        @Test
        void events_are_told_while_they_happen() {
            door.requireEvents();
        }

        @Test
        void readers_who_do_not_read_take_no_memory_and_hold_up_nobody() {
            door.requireSlowReadersAreDisconnected();
        }

        @Test
        void while_the_broker_is_down_the_sender_is_told_to_come_again() {
            door.requireRefusalWithoutBroker();
        }
    }

    /** The page in a real browser. Skipped where there is none, see {@link Chromium}. */
    @Nested
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ThePage {

        private BrowserScenarios browser;

        @BeforeAll
        void startBrowser() {
            browser = new BrowserScenarios(installation);
        }

        @AfterAll
        void closeBrowser() {
            if (browser != null) {
                browser.close();
            }
        }

        @Test
        void who_signs_in_with_a_token_sees_the_wallet_until_signing_out() {
            browser.signIn();
        }

        @Test
        void a_link_signs_in_and_leaves_no_token_in_the_address() {
            browser.signInByLink();
        }

        @Test
        void who_signs_in_at_an_open_id_provider_comes_back_to_the_wallet() {
            browser.signInAt(provider);
        }

        @Test
        void a_token_that_nobody_signed_opens_nothing() {
            browser.forgedToken();
        }

        @Test
        void an_auditor_looks_and_has_nothing_to_change_anything_with() {
            browser.auditorLooks();
        }

        @Test
        void money_sent_on_one_page_arrives_on_the_other_live() {
            browser.moneyArrives();
        }

        @Test
        void a_refused_transfer_shows_its_reason() {
            browser.refused();
        }

        @Test
        void money_that_is_sent_again_after_a_failure_moves_once() {
            browser.sentAgain();
        }

        @Test
        void money_can_be_held_and_paid_later() {
            browser.holds();
        }

        @Test
        void money_can_be_sent_with_the_keyboard_alone() {
            browser.withTheKeyboardAlone();
        }

        @Test
        void amounts_are_read_and_written_exactly() {
            browser.amountsAreExact();
        }

        @Test
        void the_depth_grows_while_a_service_is_away_and_a_dead_letter_is_replayed() throws JMSException {
            browser.aServiceIsAway();
        }

        @Test
        void a_letter_is_discarded_with_a_reason() {
            browser.aLetterIsDiscarded();
        }

        @Test
        void the_page_is_accessible_in_light_and_dark_on_a_desk_and_on_a_phone() {
            browser.isAccessible();
        }

        /** {@code -Dewallet.pictures=FOLDER} takes the pictures of the README. */
        @Test
        @EnabledIfSystemProperty(named = "ewallet.pictures", matches = ".+")
        void pictures_are_taken() {
            browser.takePictures(Path.of(System.getProperty("ewallet.pictures")));
        }
    }

    /** Who may do what, over HTTP and at the broker. */
    @Nested
    class Rights {

        private final People people = new People(installation);

        @Test
        void a_letter_over_amqp_debits_the_senders_wallet_and_no_other() {
            people.a_letter_over_amqp_debits_the_senders_wallet_and_no_other();
        }

        @Test
        void who_forges_a_sender_over_amqp_is_still_known() {
            people.who_forges_a_sender_over_amqp_is_still_known();
        }

        @Test
        void a_letter_over_http_debits_the_senders_wallet_and_no_other() {
            people.a_letter_over_http_debits_the_senders_wallet_and_no_other();
        }

        @Test
        void a_person_reads_what_is_theirs() {
            people.a_person_reads_what_is_theirs();
        }

        @Test
        void without_a_token_to_be_believed_nothing_is_told() {
            people.without_a_token_to_be_believed_nothing_is_told();
        }

        @Test
        void roles_open_what_they_are_for() {
            people.roles_open_what_they_are_for();
        }

        @Test
        void browsers_are_told_to_be_careful() {
            people.browsers_are_told_to_be_careful();
        }

        @Test
        void no_secret_and_no_token_is_in_any_log() {
            people.no_secret_and_no_token_is_in_any_log();
        }
    }
}
