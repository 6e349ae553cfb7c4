package org.ewallet.contract;

import java.util.List;

/** Reads how many letters came to which end in the boxes of a service. */
public interface LetterCountQueries {

    /** The command box of the service. */
    String commandBox();

    /** One line per box that ever had a letter, all as of one instant. */
    List<LetterCount> letterCounts();
}
