"""The Hall/Van de Castle system as data and arithmetic; no NLP."""

from nightglass.hvdc.agreement import Agreement, agree
from nightglass.hvdc.compare import Difference, compare
from nightglass.hvdc.dreams import CodedDream, Slip, validate
from nightglass.hvdc.errors import CodeError, CodingFileError, HvdcError, SampleError
from nightglass.hvdc.files import FORMATS, inspect_codings, read_codings, write_codings
from nightglass.hvdc.indicators import INDICATORS, Indicator
from nightglass.hvdc.norms import Norm, Norms, norms
from nightglass.hvdc.notation import Act, Character, Feature, Fortune, Item, Unknown, parse, parse_leniently, write
from nightglass.hvdc.profile import Profile, Row, cohen_h, profile, sampling_error

__all__ = [
    "FORMATS", "INDICATORS", "Act", "Agreement", "Character", "CodeError", "CodedDream", "CodingFileError",
    "Difference", "Feature", "Fortune", "HvdcError", "Indicator", "Item", "Norm", "Norms", "Profile", "Row",
    "SampleError", "Slip", "Unknown", "agree", "cohen_h", "compare", "inspect_codings", "norms", "parse",
    "parse_leniently", "profile", "read_codings", "sampling_error", "validate", "write", "write_codings",
]  # fmt: skip
