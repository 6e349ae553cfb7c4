/**
 * Dead and invalid letters for operators: the {@code OperatorDesk} of {@code messaging} over HTTP.
 *
 * <p>Decisions: the login that comes with a request (HTTP Basic) is the login at the broker, so the broker decides who may,
 * and this application keeps no secret. An order is a POST with a JSON body, also if there is nothing to say: a foreign
 * page can make a browser that knows the login send a form, but not JSON.
 */
package org.ewallet.web.operations;
