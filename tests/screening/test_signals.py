"""What a member who writes about unrest is asked: nothing, unless somebody might be recognised."""

import pytest

from domain.screening import Check, Field, Ruling, judge, outcome_in

NOTHING = [
    "Er staan elke avond zo'n tien jongeren bij de snackbar en ouderen durven er niet meer langs.",
    "Sinds die demo in Den Haag wordt er op school steeds gescholden op joodse leerlingen.",
    "Er gaat een filmpje rond van een vechtpartij en iedereen geeft de Syriërs de schuld.",
    "In de buurtapp wordt opgeroepen om vrijdag naar het azc te gaan.",
    "Bij de moskee aan de Wippolder is een varkenskop neergelegd.",
    "Iemand heeft hakenkruizen op de muur van de synagoge gezet.",
    "Onze vrijwilligers zijn bang geworden na de dreigbrief van vorige week.",
    "Op Koningsdag liep het uit de hand tussen twee groepen uit Tanthof en Buitenhof.",
    "Jongens van een jaar of vijftien gooien vuurwerk naar de bus.",
    "Moeders in de vrouwengroep zeggen dat hun kinderen niet meer buiten mogen spelen.",
    "De imam maakt zich zorgen over de sfeer na de aanslag.",
    "Er wordt gezegd dat de politie niks doet, en dat maakt mensen boos.",
    "Wilders komt morgen naar Delft en er is angst voor rellen.",
    "Minister Faber komt langs en er is angst voor rellen.",
    "Na de wedstrijd van Feyenoord tegen Ajax waren er rellen in de Voorhof.",
    "Turkse en Koerdische jongeren staan tegenover elkaar op het Bastiaansplein.",
    "Mensen van Stichting Perspektief voelen zich niet veilig.",
    "Leerlingen van het Grotius vechten met die van Stanislas.",
    "Ramadan begint en er zijn geruchten over overlast bij de iftar.",
    "Trump-aanhangers willen zaterdag naar het stadhuis.",
    "De belboom werkt niet in onze flat.",
]
ASKED = [
    ("De dominee van onze kerk is bedreigd.", Ruling.ASK_PERHAPS),
    ("De zoon van de bakker op de hoek zit erachter.", Ruling.ASK_PERHAPS),
    ("De conciërge van het Stanislascollege is geslagen.", Ruling.ASK_PERHAPS),
    ("Een meisje van 13 wordt online bedreigd.", Ruling.ASK_PERHAPS),
    ("Jan dealt bij de flat en niemand durft iets te zeggen.", Ruling.ASK_LIKELY),
    ("Mo en zijn vrienden staan elke avond op het pleintje.", Ruling.ASK_LIKELY),
    ("Fatima heeft mij verteld dat er vrijdag gevochten wordt.", Ruling.ASK_LIKELY),
    ("Kees Smit hitst de jongeren op.", Ruling.REFUSE),
    ("Ik hoorde van mevrouw De Wit dat er flyers zijn verspreid.", Ruling.REFUSE),
]


@pytest.mark.parametrize("text", NOTHING)
def test_a_signal_that_points_to_nobody_is_taken(check: Check, text: str) -> None:
    assert judge(Field.SIGNAL, check(text)) is Ruling.ACCEPT


@pytest.mark.parametrize(("text", "ruling"), ASKED)
def test_a_signal_that_may_point_to_somebody_is_asked_about(check: Check, text: str, ruling: Ruling) -> None:
    assert judge(Field.SIGNAL, check(text)) is ruling


@pytest.mark.parametrize("text", [text for text, _ in ASKED])
def test_the_general_words_can_be_taken(check: Check, text: str) -> None:
    assert outcome_in(Field.SIGNAL, check(check(text).general_text)) == 0
