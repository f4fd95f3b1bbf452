package io.govchain.console.acceptance;

import io.govchain.console.acceptance.pages.Answer;
import io.govchain.governance.ProposedCall;
import java.util.List;

/**
 * One kind of change that a work order can make, as a governor fills its form in.
 *
 * @param change its name in the form
 * @param call what the typed client makes of the same
 * @param words what the page says that it will do
 */
record OrderForm(String change, List<Answer> answers, ProposedCall call, String words) {}
