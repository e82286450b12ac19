"""Proofs and sources for *Who chose σ, and why?*: two theorems, then who wrote or said what."""

import pytest
import sympy
from exact_algebra import logistic, prove, prove_equal

from explainer.activations import sigmoid


@pytest.mark.claim("growth-with-a-limit-is-sigma", kind="theorem")
def test_growth_that_meets_a_limit_follows_a_stretched_sigmoid():
    """A population that starts above 0 and below its limit, and grows in proportion to its size
    and to the share of room left, follows a stretched and shifted σ.

    If p′(t) = m·p(t)·(1 − p(t)/L) for all t, with m > 0 and 0 < p(0) < L, then
    p(t) = L·σ(m·t + ln(p(0)/(L − p(0)))) for all t.
    """
    t = sympy.Symbol("t", real=True)
    rate, limit, start = sympy.symbols("m L s", positive=True)
    people = sympy.Function("p", positive=True)(t)
    law = rate * people * (1 - people / limit)

    # While p stays inside, the log-odds of p/L rise at the steady rate m: they are m·t + c.
    log_odds = sympy.log(people) - sympy.log(limit - people)
    prove_equal(sympy.diff(log_odds, t).subs(sympy.diff(people, t), law), rate)

    # So p is this curve, and at 0 it is where it started.
    shift = sympy.log(start / (limit - start))
    curve = limit * logistic(rate * t + shift)
    prove_equal(curve.subs(t, 0), start)
    prove_equal(sympy.diff(curve, t), rate * curve * (1 - curve / limit))

    # It cannot leave: on any stretch of time its log-odds are finite, which keeps it inside.
    z = sympy.Symbol("z", real=True)
    prove(logistic(z) > 0)
    prove(logistic(z) < 1)

    for at in (-30, -2, 0, 2, 30):  # and it is the curve that the library draws
        assert sigmoid(at) == pytest.approx(float(logistic(sympy.Integer(at)).evalf(30)), rel=1e-14)


@pytest.mark.claim("warm-switch-is-sigma", kind="theorem")
def test_a_warm_switch_is_on_as_often_as_sigmoid_says():
    """By the laws of heat, a switch with two states that has flickered long enough at one
    temperature is on with chance σ(z), where z is the energy it saves by being on, divided by the
    temperature in matching units.

    In thermal equilibrium at temperature T a state of energy E has a chance proportional to
    exp(−E/T) (Boltzmann), so P(on) = σ((E_off − E_on)/T).
    """
    energy_on, energy_off = sympy.symbols("E_on E_off", real=True)
    temperature = sympy.Symbol("T", positive=True)
    on, off = sympy.exp(-energy_on / temperature), sympy.exp(-energy_off / temperature)
    saved = (energy_off - energy_on) / temperature
    assert sympy.simplify(on / (on + off) - logistic(saved)) == 0


# A curve for people, and for chances


@pytest.mark.claim("verhulst-counts-people", kind="source")
def test_verhulst_writes_down_the_curve(cite):
    """In 1838 Pierre-François Verhulst wrote down a law of growth with a limit, for people."""
    cite("verhulst1838", page="113–121", known="quoted", by="wikipedia_logistic")


@pytest.mark.claim("logistic-without-a-reason", kind="source")
def test_verhulst_names_the_curve_and_does_not_say_why(cite):
    """In 1845 Verhulst gave the curve its name, “Nous donnerons le nom de logistique à la courbe”,
    and did not say why.

    “We shall give the name of logistic to the curve.”
    """
    cite(
        "verhulst1845",
        page="8",
        quotation="Nous donnerons le nom de logistique à la courbe",
        known="quoted",
        by="wikipedia_logistic",
    )


@pytest.mark.claim("census-on-the-curve", kind="source")
def test_pearl_and_reed_lay_the_curve_over_the_census(cite):
    """In 1920 Pearl and Reed found the curve again, and laid it over the census of the United
    States.
    """
    cite("pearl1920", page="275–288", known="quoted", by="wikipedia_logistic")


@pytest.mark.claim("first-sigma-for-doses", kind="source")
def test_the_curve_is_used_for_doses(cite):
    """The first whom we know to have used σ for doses of poison are Wilson and Worcester, in 1943;
    a year later Berkson proposed it where others used the S of the bell curve.

    “Likely first”, says the article on Wilson and Worcester. Agresti adds (page 328) that Fisher
    and Yates had suggested the inverse of σ, the log-odds, in their tables of 1938.
    """
    cite("wilson1943", page="79–85", known="quoted", by="wikipedia_logistic_regression")
    cite("berkson1944", page="357–365", known="quoted", by="agresti2007")
    cite("fisher1938", page="tables", known="quoted", by="agresti2007")


@pytest.mark.claim("one-neuron-in-all-but-name", kind="source")
def test_cox_passes_a_weighted_sum_through_the_curve(cite):
    """In 1958 David Cox added up weighted inputs and passed the sum through σ, for all sorts of
    yes-or-no results.
    """
    cite("cox1958", page="215–242", known="memory")


# Three roads to the neuron


@pytest.mark.claim("neuron-as-a-switch", kind="source")
def test_mcculloch_and_pitts_take_the_neuron_as_a_switch(cite):
    """In 1943 McCulloch and Pitts took the neuron as a switch, because of the all-or-none
    “character of nervous activity”.
    """
    cite(
        "mcculloch1943",
        page="115",
        quotation="character of nervous activity",
        known="quoted",
        by="liu2023",
    )


@pytest.mark.claim("crowd-of-switches", kind="source")
def test_crowds_of_nerve_cells_answer_with_an_s(cite):
    """In 1972 Wilson and Cowan let an S say what share of a crowd of nerve cells is on; in 1973
    Grossberg found that an S drops what is faint, and sharpens the contrast of the rest.

    Grossberg tells his result in the section on the quenching threshold.
    """
    cite("wilson1972", page="1–24", known="memory")
    cite("grossberg1973", page="213–257", known="quoted", by="grossberg2013")


@pytest.mark.claim("slope-of-that-step", kind="source")
def test_cowan_makes_the_slope_finite(cite):
    """Jack Cowan, who had smooth neurons in the 1960s, recalled in 1993 how a switch becomes one:
    “just make the slope of that step finite”.

    His paper of 1968 is about whole nets and not about learning. The page of the interview we have
    not seen.
    """
    cite(
        "anderson1998",
        page="interview with Jack Cowan",
        quotation="just make the slope of that step finite",
        known="quoted",
        by="fox_backprop",
    )
    cite("cowan1968", page="181–188", known="memory")


@pytest.mark.claim("neurons-with-heat", kind="source")
def test_little_gives_neurons_the_noise_of_heat(cite):
    """In 1974 William Little let a neuron fire by chance, as heat flips a tiny magnet.

    Told in chapter 5.
    """
    cite("little1974", page="101–120", known="quoted", by="neelakanta1994")


@pytest.mark.claim("noise-needs-the-logistic", kind="source")
def test_hinton_recalls_that_the_noise_needs_the_logistic(cite):
    """In the 1980s Hinton and Sejnowski cooled a network of noisy switches slowly, to make it
    settle well: “the neurons would have to use the logistic function to make this work”.

    The words are Hinton's, who gives the idea of cooling to Sejnowski, and says that learning came
    half a year later. He does not say there why it has to be this curve.
    """
    cite("hinton1983", page="448–453", known="memory")
    cite("ackley1985", page="147–169", known="memory")
    cite(
        "hinton2014ama",
        page="answer of 10 November 2014",
        quotation="the neurons would have to use the logistic function to make this work",
        known="read",
    )


@pytest.mark.claim("errors-sent-back-in-1962", kind="source")
def test_rosenblatt_sends_errors_back_without_slopes(cite):
    """Rosenblatt's book of 1962 has smooth neurons, and it has a “back-propagating error-correction
    procedure”; but that one follows no slope.
    """
    cite("rosenblatt1962", page="section 10.2", known="quoted", by="liu2023")
    cite(
        "rosenblatt1962",
        page="chapter 13",
        quotation="back-propagating error-correction procedure",
        known="quoted",
        by="liu2023",
    )


@pytest.mark.claim("you-have-to-have-sigmoids", kind="source")
def test_widrow_recalls_sharp_neurons(cite):
    """Widrow, who in the 1960s could teach one layer of switches at a time, said later: “In order
    to make backprop work, you have to have sigmoids”.
    """
    cite(
        "anderson1998",
        page="interview with Bernard Widrow",
        quotation="In order to make backprop work, you have to have sigmoids",
        known="quoted",
        by="liu2023",
    )
    cite("widrow1960", page="96–104", known="quoted", by="liu2023")


@pytest.mark.claim("not-even-a-sigmoid", kind="source")
def test_werbos_wants_slopes_and_begins_with_straight_pieces(cite):
    """“One must use differentiable processing units”, Werbos wrote in 1987; his own first paper on
    such learning had straight pieces: “I didn't even use a sigmoid”, he said.

    In the paper of 1987 “one” has a small letter. The straight pieces were in what he wrote for his
    thesis committee in the early 1970s.
    """
    cite(
        "werbos1987",
        page="7–20",
        quotation="must use differentiable processing units",
        known="quoted",
        by="liu2023",
    )
    cite(
        "anderson1998",
        page="chapter 15",
        quotation="I didn't even use a sigmoid",
        known="quoted",
        by="liu2023",
    )


# The paper that made it known


@pytest.mark.claim("pretend-they-were-linear", kind="source")
def test_rumelhart_tells_how_sigmoids_came_in(cite):
    """Rumelhart told how σ came in: “we'd pretend they were linear”, work out the slopes, “and then
    we'll put in these sigmoids”.

    He speaks in 1995 of the early 1980s.
    """
    interview = {"page": "chapter 12", "known": "quoted", "by": "liu2023"}
    cite("anderson1998", quotation="we'd pretend they were linear", **interview)
    cite("anderson1998", quotation="and then we'll put in these sigmoids", **interview)


@pytest.mark.claim("any-bounded-derivative", kind="source")
def test_the_paper_of_1986_leaves_the_curve_open(cite):
    """The paper that made σ known gives no reason for it, and says: “Any input-output function
    which has a bounded derivative will do.”

    Equation 2 is σ, and these are among the lines after it.
    """
    cite(
        "rumelhart1986nature",
        page="533",
        quotation="Any input-output function which has a bounded derivative will do",
        known="read",
    )


@pytest.mark.claim("the-sum-makes-it-simple", kind="source")
def test_the_paper_of_1986_praises_the_sum(cite):
    """The paper of 1986 praises not the curve but the plain sum that goes into it, which “greatly
    simplifies the learning procedure”.
    """
    cite(
        "rumelhart1986nature",
        page="533",
        quotation="greatly simplifies the learning procedure",
        known="read",
    )


@pytest.mark.claim("no-model-of-brains", kind="source")
def test_the_paper_of_1986_disclaims_the_brain(cite):
    """The authors of 1986 say that their way of learning, “in its current form, is not a plausible
    model of learning in brains”.
    """
    cite(
        "rumelhart1986nature",
        page="536",
        quotation="in its current form, is not a plausible model of learning in brains",
        known="read",
    )


@pytest.mark.claim("steepest-where-undecided", kind="source")
def test_the_chapter_of_1986_praises_where_the_slope_is_great(cite):
    """A longer chapter by the authors of the paper of 1986 sees a merit in where σ is steepest, at
    ½: neurons that have not made up their minds change most.

    The chapter is in Parallel Distributed Processing.
    """
    cite("rumelhart1986pdp", page="329", known="memory")


@pytest.mark.claim("slopes-swept-back-before-1986", kind="source")
def test_others_sweep_slopes_back_earlier(cite):
    """Before 1986 others had worked out slopes backwards: Kelley, Bryson and Dreyfus around 1961,
    to steer things well; Linnainmaa in 1970, for any calculation; and Werbos, in print in 1982,
    for networks. Amari had networks that learn by slopes in 1967.
    """
    cite("kelley1960", page="947–954", known="quoted", by="schmidhuber2022")
    cite("bryson1961", page="whole paper", known="quoted", by="schmidhuber2022")
    cite("dreyfus1962", page="30–45", known="quoted", by="schmidhuber2022")
    cite("amari1967", page="299–307", known="quoted", by="schmidhuber2022")
    cite("linnainmaa1970", page="whole thesis", known="quoted", by="griewank2012")
    cite("werbos1974", page="whole thesis", known="quoted", by="liu2023")
    cite("werbos1982", page="762–770", known="quoted", by="liu2023")


@pytest.mark.claim("variants-by-parker-and-le-cun", kind="source")
def test_the_paper_of_1986_credits_parker_and_le_cun(cite):
    """The paper of 1986 names two others: “Variants on the learning procedure have been discovered
    independently” by Parker and by Le Cun.

    Parker by personal communication; his report is of 1985. Le Cun's title says that his network is
    one of thresholds.
    """
    cite(
        "rumelhart1986nature",
        page="535",
        quotation="Variants on the learning procedure have been discovered independently",
        known="read",
    )
    cite("lecun1985", page="599–604", known="quoted", by="rumelhart1986nature")


# The learner's question, asked by an expert


@pytest.mark.claim("solves-a-certain-equation", kind="source")
def test_jordan_tells_why_early_models_had_the_curve(cite):
    """Early models, says Jordan, had σ for its “being the solution to a particular differential
    equation”; later ones used it as “one of the many possible smooth, monotonic” curves.

    By early models he means those in continuous time.
    """
    for quotation in (
        "being the solution to a particular differential equation",
        "one of the many possible smooth, monotonic",
    ):
        cite("jordan1995", page="abstract", quotation=quotation, known="read")


@pytest.mark.claim("asks-for-a-chance", kind="source")
def test_jordan_gives_a_reason(cite):
    """Jordan's own reason is that σ is what you get if you ask for the chance of one kind out of
    two, as long as both are spread in certain usual ways.

    We have read the abstract; the rest is from memory.
    """
    cite("jordan1995", page="whole report", known="memory")


# Down, and back as a gate


@pytest.mark.claim("not-recommended", kind="source")
def test_the_curve_is_advised_against(cite):
    """“Not recommended: the standard logistic function”, says a much read guide of 1998; and in
    2010 Glorot and Bengio found σ “unsuited for deep networks with random initialization because of
    its mean value”.
    """
    cite(
        "lecun1998",
        page="section 4.4, figure 4",
        quotation="Not recommended: the standard logistic function",
        known="read",
    )
    cite(
        "glorot2010",
        page="249, abstract",
        quotation="unsuited for deep networks with random initialization because of its mean value",
        known="read",
    )


@pytest.mark.claim("bent-lines-do-as-well", kind="source")
def test_bent_lines_do_as_well_as_tanh(cite):
    """In 2011 bent lines did “equal or better” than tanh, and in 2012 a network of them won a great
    contest in naming pictures.
    """
    cite(
        "glorot2011",
        page="315, abstract",
        quotation="equal or better",
        known="read",
    )
    cite("krizhevsky2012", page="abstract, section 3.1", known="memory")


@pytest.mark.claim("sigma-learns-once-normalised", kind="source")
def test_a_deep_network_of_the_curve_learns_once_normalised(cite):
    """In 2015 a deep network of σ learned after all, once its sums were centred and scaled;
    otherwise it “never achieves better than 1/1000 accuracy”.

    With batch normalization 69.8 % of the pictures are named rightly; one in a thousand is what
    guessing gets.
    """
    cite(
        "ioffe2015",
        page="section 4.2.2",
        quotation="never achieves better than 1/1000 accuracy",
        known="read",
    )


@pytest.mark.claim("back-as-a-gate", kind="source")
def test_the_curve_comes_back_as_a_gate(cite):
    """As a gate σ had never left. Around 2016 it came into the hidden curve itself: a sum times the
    σ of that sum, found by people and by machine search.

    Gates of σ had stood in the LSTM since 1997.
    Hendrycks and Gimpel have the normal curve in place of σ, and σ of 1.702 times the sum as a
    close stand-in.
    """
    cite("hochreiter1997", page="section 4", known="memory")
    cite("ramachandran2017", page="abstract", known="read")
    cite("elfwing2018", page="3–11", known="memory")
    cite("hendrycks2016", page="section 2", known="memory")


@pytest.mark.claim("divine-benevolence", kind="source")
def test_the_author_of_gated_layers_offers_no_reason(cite):
    """In 2020 Noam Shazeer found layers with gates good in language models, among the best one with
    SiLU. The reason? “We attribute their success, as all else, to divine benevolence.”

    In the paper “we” has a small letter. That the gate with SiLU was among the best, and the one
    with plain σ not, is from memory.
    """
    cite(
        "shazeer2020",
        page="section 4",
        quotation="attribute their success, as all else, to divine benevolence",
        known="read",
    )


@pytest.mark.claim("sigma-as-itself-today", kind="source")
def test_the_curve_is_used_as_itself_today(cite):
    """σ is used as itself, too: in 2023 to match pictures with words, by “a simple pairwise Sigmoid
    loss”, and in 2024 to score which parts of a large language model are put to work.

    The parts are called experts, and their scores affinity scores. The successor of that model uses
    another curve, in 2026.
    """
    cite("zhai2023", page="abstract", quotation="a simple pairwise Sigmoid loss", known="read")
    cite("deepseek2024", page="section 2.1.2", known="read")


# Stories to be careful with


@pytest.mark.claim("nice-derivatives", kind="source")
def test_hinton_teaches_nice_derivatives(cite):
    """Hinton, an author of the paper of 1986, taught decades later that neurons with σ “have nice
    derivatives which make learning easy”, and that its slope is “simple if you express it in terms
    of the output”.

    In the spoken lecture the derivatives are nice because the curve changes continuously.
    """
    cite(
        "hinton_csc321",
        page="lecture 1, slide 10",
        quotation="have nice derivatives which make learning easy",
        known="read",
    )
    cite(
        "hinton2012coursera",
        page="lecture 3c",
        quotation="simple if you express it in terms of the output",
        known="quoted",
        by="bochman2017",
    )


@pytest.mark.claim("theorem-came-later", kind="source")
def test_the_theorem_is_younger_than_the_paper(cite):
    """The theorem that enough S-curves come close to any curve without jumps is from 1989, three
    years after the paper that made σ neurons known; and it covers the switch as well.

    On a closed stretch. The squashing functions of Hornik and others may jump. For one special
    S-curve, cut from a cosine, Gallant and White had it in 1988.
    """
    cite("cybenko1989", page="303–314", known="memory")
    cite("funahashi1989", page="183–192", known="memory")
    cite("hornik1989", page="360", known="memory")


@pytest.mark.claim("bent-line-is-older", kind="source")
def test_bent_lines_come_before_smooth_neurons(cite):
    """Bent lines stood for nerves in 1941, with Householder, and in layers in 1969, with
    Fukushima.
    """
    cite("householder1941", page="63–69", known="memory")
    cite("fukushima1969", page="322–333", known="quoted", by="schmidhuber2022")


@pytest.mark.claim("a-judgement-not-a-proof", kind="source")
def test_minsky_and_papert_give_a_judgement(cite):
    """Minsky and Papert's book of 1969 shows what a learning switch cannot do if what feeds it is
    fixed and sees little at a time; that more layers would not help much they called a judgement.
    """
    cite("minsky1969", page="231–232", known="memory")


@pytest.mark.claim("did-not-know-there-were-any", kind="source")
def test_rumelhart_did_not_know_of_others(cite):
    """Of those who had backpropagation before he and his friends found it, Rumelhart said: “we
    didn't know there were any”.
    """
    cite(
        "anderson1998",
        page="chapter 12",
        quotation="we didn't know there were any",
        known="quoted",
        by="liu2023",
    )


@pytest.mark.claim("art-of-reckoning", kind="source")
def test_the_word_may_come_from_reckoning(cite):
    """What Verhulst meant by “logistique” he did not say, as far as anyone has found. The usual
    guess is the Greek art of reckoning, whose name has the same root as logic.

    Verhulst sets the curve beside a “logarithmique”.
    """
    cite("wikipedia_logistic", page="section History", known="read")


# The lines of the deeper blocks


@pytest.mark.derivation("steady-odds-give-sigma")
def test_steady_growth_of_the_odds_leads_to_sigma(derive):
    """Odds that grow by the same factor each year make a share that is σ, stretched in time."""
    derive(
        ("p/(1 - p) = r**t", "the same factor, $t$ times"),
        ("p = r**t @ (1 - p)", "multiply by $1 - p$"),
        ("p*(1 + r**t) = r**t", "gather $p$"),
        ("p = r**t/(1 + r**t)", "divide"),
        ("= 1/(1 + r**(-t))", "cancel $r^{t}$."),
        where={"p": "r**t/(1 + r**t)"},
        positive=["r"],
    )


@pytest.mark.derivation("log-odds-rise-steadily")
def test_log_odds_of_limited_growth_rise_steadily(derive):
    """In growth that meets a limit the log-odds rise at a steady rate."""
    derive(
        ("u' = y'/y + y'/(1 - y)", r"the derivative of $\ln y - \ln(1-y)$"),
        ("= y'/(y*(1 - y))", "one fraction"),
        ("= m", "by the equation."),
        where={"y'": "m*y*(1 - y)", "u'": "d(ln(y) - ln(1 - y), y)*y'"},
    )


@pytest.mark.derivation("heat-gives-sigma")
def test_heat_gives_sigma(derive):
    """A switch in the noise of heat is on with chance σ(energy saved / temperature)."""
    derive(
        ("P = exp(-E/T)/(exp(-E/T) + exp(-F/T))", "its part of the whole"),
        ("= 1/(1 + exp(-(F - E)/T))", "divide above and below by $e^{-E/T}$"),
        ("= sigma((F - E)/T)", "the energy saved, over the temperature."),
        where={"P": "exp(-E/T)/(exp(-E/T) + exp(-F/T))"},
        positive=["T"],
    )
