/**
 * Dead and invalid letters for operators: the {@code OperatorDesk} of {@code messaging} over HTTP.
 *
 * <p>Decisions: a token says who is an operator, see {@link org.ewallet.web.caller.Caller}; at the broker all of them are
 * the user for operators, whose password this application is given, and the records tell them apart. An order is a POST with
 * a JSON body, also if there is nothing to say: a foreign page can make a browser send a form, but not JSON.
 */
package org.ewallet.web.operations;
