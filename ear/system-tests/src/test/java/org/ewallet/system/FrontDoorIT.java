package org.ewallet.system;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.ewallet.cli.Database;
import org.ewallet.cli.Installation;
import org.ewallet.cli.RunDirectory;
import org.ewallet.cli.Server;
import org.ewallet.cli.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * What people and programs meet who come by HTTP. One installation for all tests, on Payara Micro with H2; each area has a class
 * of its own that does the work.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FrontDoorIT {

    private Installation installation;

    @BeforeAll
    void start(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path directory) {
        installation = Installation.of(SystemTest.distribution(), new RunDirectory(directory.resolve("run")),
                Settings.onFreePorts().with(Server.PAYARA_MICRO).with(Database.H2));
        installation.start(SystemTest.OUTPUT);
    }

    @AfterAll
    void stop() {
        installation.stop(SystemTest.OUTPUT);
    }

    @Nested
    class Answers {

        private final FrontDoor door = new FrontDoor(installation);

        @Test
        void the_document_of_the_web_api_is_the_one_that_was_written() {
            door.requireOpenApi();
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

        /** Shows that the running system keeps to its OpenAPI document, whatever is asked that the document allows or not. */
        @Test
        void every_operation_answers_as_documented() {
            Bank bank = Bank.open(installation, 2);
            OpenApiContract contract = new OpenApiContract(installation, Map.of(
                    "walletId", List.of(bank.wallet(0), bank.wallet(1)),
                    "personId", List.of(bank.owner()),
                    "commandId", List.of()));

            contract.requireAnswersAsDocumented();

            SystemTest.OUTPUT.line(contract.coverage());
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
}
