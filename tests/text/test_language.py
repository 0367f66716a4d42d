import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nightglass.text import language_of

REPORTS = {
    "en": "The lift went down and would not stop. My sister was beside me but she had no face.",
    "de": "Ich stehe in einem langen Flur und kann mich nicht bewegen. Hinter der Tür weint jemand.",
    "fr": "Je cours dans la forêt et mes jambes ne m'obéissent plus, quelqu'un me suit en silence.",
    "es": "Estoy en la casa de mi abuela y las paredes empiezan a respirar; no puedo gritar.",
    "it": "Sono sul treno con mio fratello e lui diventa un'ombra, io non riesco a parlare.",
    "nl": "Ik ben in het oude huis en het water stijgt, mijn moeder roept maar ik hoor haar niet.",
    "pl": "Stoję na moście i nie mogę się ruszyć, a ktoś w czarnym płaszczu idzie do mnie.",
    "pt": "Eu estava na escola e todos os dentes caíam da minha boca, e eu não conseguia falar.",
    "ru": "Я стою в пустом доме и не могу закричать, а кто-то поднимается по лестнице.",
    "ja": "暗い廊下を走っているのに、足が動かない。",
}


@pytest.mark.parametrize(("language", "report"), REPORTS.items())
def test_a_report_of_two_lines(language, report):
    assert language_of(report) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "no",
        "teeth",
        "falling again",
        "dad. water. cold hands",
        "die",
        "was in so",
        "I ran",
        "SPIDERS EVERYWHERE",
    ],
)
def test_a_fragment_is_english_where_nothing_speaks_against_it(text):
    assert language_of(text) == "en"


def test_an_odd_spelling_stays_english():
    assert language_of("teh dorr opend n sumone stood ther, couldnt moov") == "en"


def test_letters_of_another_script_need_no_certainty():
    assert language_of("Мама") != "en"


@given(st.text(max_size=60))
def test_any_text_has_a_language_of_two_letters(text):
    language = language_of(text)
    assert len(language) == 2
    assert language.islower()


def test_clear_english_loads_no_identifier():
    code = (
        "import sys; from nightglass.text import language_of; "
        f"assert language_of({REPORTS['en']!r}) == 'en'; print('py3langid' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
