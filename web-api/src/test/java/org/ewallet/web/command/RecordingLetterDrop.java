package org.ewallet.web.command;

import java.util.ArrayList;
import java.util.List;
import org.ewallet.messaging.Sender;
import org.ewallet.web.problem.Problem;
import org.ewallet.web.problem.ProblemException;

/** Takes letters without a broker, unless their id is {@code broker-down}. */
public class RecordingLetterDrop extends LetterDrop {

    private final List<String> taken = new ArrayList<>();

    @Override
    public void put(DroppedLetter letter, Sender sender) {
        if (letter.id().equals("broker-down")) {
            throw new ProblemException(Problem.unavailable("the broker does not take letters now; send it again"));
        }
        taken.add(letter.box() + " " + letter.id() + " " + letter.type() + " " + letter.data()
                + " from " + sender);
    }

    /** Box, id, type, data and sender of each letter. */
    public List<String> taken() {
        return taken;
    }
}
