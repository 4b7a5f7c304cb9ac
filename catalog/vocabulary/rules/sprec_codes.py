"""What the codes of the Standard PREanalytical Code stand for, in our own words.

All codes of version 2.0 are here, and those of 3.0 and 4.0 that are public: sample types, containers, fixatives and
the form of the stored container. The later versions redefine times and temperatures, so a code of theirs
for one of these has no reading here, and none is guessed.

Source: Lehmann et al. 2012, doi:10.1089/bio.2012.0012 (version 2.0); Betsou et al. 2018, doi:10.1089/bio.2017.0109
(3.0); doi:10.1089/bio.2024.0010 (4.0).
"""

from collections.abc import Iterable, Mapping

Codes = Mapping[str, str]

ROOM = "at room temperature"
COOL = "at 2 to 10 °C"

FLUID_TYPES: Codes = {
    "AMN": "amniotic fluid",
    "ASC": "ascites",
    "BAL": "bronchoalveolar lavage",
    "BFF": "buffy coat without density gradient, not viable",
    "BLD": "whole blood",
    "BMA": "bone marrow aspirate",
    "BMK": "breast milk",
    "BUC": "buccal cells",
    "BUF": "buffy coat without density gradient, viable",
    "CEL": "mononuclear cells from a density gradient, viable",
    "CEN": "fresh cells of a fluid other than blood",
    "CLN": "cells of a fluid other than blood, viable",
    "CRD": "cord blood",
    "CSF": "cerebrospinal fluid",
    "DWB": "dried whole blood",
    "NAS": "nasal washing",
    "PEL": "mononuclear cells from a density gradient, not viable",
    "PEN": "cells of a fluid other than blood, not viable",
    "PFL": "pleural fluid",
    "PL1": "plasma, spun once",
    "PL2": "plasma, spun twice",
    "RBC": "red blood cells",
    "SAL": "saliva",
    "SEM": "semen",
    "SER": "serum",
    "SPT": "sputum",
    "STL": "stool",
    "SYN": "synovial fluid",
    "TER": "tears",
    "U24": "urine of 24 hours",
    "URM": "first morning urine",
    "URN": "spot urine",
    "URT": "timed urine",
    "ZZZ": "other",
}
SOLID_TYPES: Codes = {
    "CEN": "fresh cells, for example of a biopsy",
    "CLN": "cells of dissociated tissue, viable",
    "FNA": "cells of a fine needle aspirate",
    "HAR": "hair",
    "LCM": "cells from laser capture microdissection",
    "PEN": "cells of dissociated tissue, not viable",
    "PLC": "placenta",
    "TCM": "disrupted tissue, not viable",
    "TIS": "solid tissue",
    "ZZZ": "other",
}
CONTAINERS: Codes = {
    "ACD": "acid citrate dextrose tube",
    "ADD": "tube with additives",
    "CAT": "serum tube without clot activator",
    "CPD": "citrate phosphate dextrose tube",
    "CPT": "cell preparation tube",
    "EDG": "EDTA tube with gel",
    "HEP": "lithium heparin tube",
    "HIR": "hirudin tube",
    "LHG": "lithium heparin tube with gel",
    "ORG": "Oragene container or an equivalent",
    "PAX": "PAXgene blood RNA tube",
    "PED": "potassium EDTA tube",
    "PET": "sterile polyethylene tube",
    "PI1": "tube with S8820 protease inhibitor tablets or an equivalent",
    "PIX": "tube with protease inhibitors",
    "PPS": "sterile polypropylene tube",
    "PXD": "PAXgene blood DNA tube",
    "PXR": "PAXgene bone marrow RNA tube",
    "SCI": "sodium citrate tube",
    "SED": "sodium EDTA tube",
    "SHP": "sodium heparin tube",
    "SPO": "sodium fluoride and potassium oxalate tube",
    "SST": "serum separator tube with clot activator",
    "TEM": "Tempus tube",
    "TRC": "trace element tube",
    3 * "X": "unknown",
    "ZZZ": "other",
}
COLLECTIONS: Codes = {
    "A06": "autopsy within 6 h of death",
    "A12": "autopsy 6 to 12 h after death",
    "A24": "autopsy 12 to 24 h after death",
    "A48": "autopsy 24 to 48 h after death",
    "A72": "autopsy 48 to 72 h after death",
    "BCM": "biopsy into culture medium",
    "BPS": "biopsy",
    "BSL": "biopsy into saline or buffer",
    "BTM": "biopsy into cold transport medium",
    "FNA": "fine needle aspiration",
    "PUN": "puncture",
    "SCM": "surgical excision into culture medium",
    "SRG": "surgical excision",
    "SSL": "surgical excision into saline or buffer",
    "STM": "surgical excision into cold transport medium",
    "SWB": "swab",
    "VAC": "surgical excision into a vacuum container",
    "ZZZ": "other",
}
FIXATIVES: Codes = {
    "ACA": "fixative without aldehyde, with acetic acid",
    "ALD": "aldehyde",
    "ALL": "Allprotect reagent",
    "ETH": "alcohol",
    "FOR": "unbuffered formalin",
    "HST": "heat",
    "NAA": "fixative without aldehyde and acetic acid",
    "NBF": "neutral buffered formalin",
    "OCT": "optimum cutting temperature medium",
    "PXT": "PAXgene tissue fixative",
    "RNL": "RNAlater",
    "SNP": "snap freezing",
    3 * "X": "unknown",
    "ZZZ": "other",
}
UNKNOWN_OR_OTHER: Codes = {"X": "unknown", "Z": "other"}
NOT_APPLICABLE: Codes = {"N": "not applicable"}


def _crossed(letters: str, spans: Iterable[str], temperatures: tuple[str, str]) -> dict[str, str]:
    """Return a code for each span at each of two temperatures, in the order of the letters."""
    meanings = [f"{span} {temperature}" for span in spans for temperature in temperatures]
    return dict(zip(letters, meanings, strict=True))


PRE_CENTRIFUGATION: Codes = {
    **_crossed(
        "ABCDEFGHIJKLMN",
        ("under 2 h", "2 to 4 h", "4 to 8 h", "8 to 12 h", "12 to 24 h", "24 to 48 h", "over 48 h"),
        (ROOM, COOL),
    ),
    "O": "under 2 h at 35 to 38 °C",
    **UNKNOWN_OR_OTHER,
}
POST_CENTRIFUGATION: Codes = {
    **_crossed("ABCDEFGHIJ", ("under 1 h", "1 to 2 h", "2 to 8 h", "8 to 24 h", "over 24 h"), (COOL, ROOM)),
    **NOT_APPLICABLE,
    **UNKNOWN_OR_OTHER,
}
SECOND_CENTRIFUGATION: Codes = {
    "A": f"10 to 15 min under 3,000 g {ROOM}, no brake",
    "B": f"10 to 15 min under 3,000 g {ROOM}, with brake",
    "C": f"10 to 15 min under 3,000 g {COOL}, no brake",
    "D": f"10 to 15 min under 3,000 g {COOL}, with brake",
    "E": f"10 to 15 min at 3,000 to 6,000 g {ROOM}, with brake",
    "F": f"10 to 15 min at 3,000 to 6,000 g {COOL}, with brake",
    "G": f"10 to 15 min at 6,000 to 10,000 g {ROOM}, with brake",
    "H": f"10 to 15 min at 6,000 to 10,000 g {COOL}, with brake",
    "I": f"10 to 15 min over 10,000 g {ROOM}, with brake",
    "J": f"10 to 15 min over 10,000 g {COOL}, with brake",
    "N": "none",
    **UNKNOWN_OR_OTHER,
}
CENTRIFUGATION: Codes = {**SECOND_CENTRIFUGATION, "M": f"30 min under 1,000 g {ROOM}, no brake"}
ISCHEMIA: Codes = {
    **dict(
        zip(
            "ABCDEF",
            ("under 2 min", "2 to 10 min", "10 to 20 min", "20 to 30 min", "30 to 60 min", "over 60 min"),
            strict=True,
        )
    ),
    **NOT_APPLICABLE,
    **UNKNOWN_OR_OTHER,
}
FIXATION_TIMES: Codes = {
    **dict(
        zip(
            "ABCDEFG",
            ("under 15 min", "15 min to 1 h", "1 to 4 h", "4 to 8 h", "8 to 24 h", "24 to 48 h", "48 to 72 h"),
            strict=True,
        )
    ),
    **NOT_APPLICABLE,
    **UNKNOWN_OR_OTHER,
}

_TUBE, _SMALL_TUBE, _LARGE_TUBE = (
    f"polypropylene tube of {size}" for size in ("0.5 to 2 mL", "40 to 500 µL", "5 mL or more")
)
_CRYOTUBE, _STRAW, _PLATE = "cryotube of 1 to 2 mL", "straw", "microplate"
_ULTRA_COLD, _COLD, _DEEP = "at -85 to -60 °C", "at -35 to -18 °C", "below -135 °C"
_NITROGEN = "in liquid nitrogen"
_GRADUAL = "after controlled freezing"
_AFTER = "after a time at -85 to -60 °C"
STORAGE: Codes = {
    "A": f"{_TUBE} {_ULTRA_COLD}",
    "B": f"{_TUBE} {_COLD}",
    "C": f"{_CRYOTUBE} {_NITROGEN}",
    "D": f"{_CRYOTUBE} {_ULTRA_COLD}",
    "E": f"{_CRYOTUBE} {_DEEP} {_GRADUAL}",
    "F": f"{_STRAW} {_NITROGEN}",
    "G": f"{_STRAW} {_ULTRA_COLD}",
    "H": f"{_STRAW} {_COLD}",
    "I": f"{_STRAW} {_DEEP} {_GRADUAL}",
    "J": f"{_LARGE_TUBE} {_ULTRA_COLD}",
    "K": f"{_LARGE_TUBE} {_COLD}",
    "L": f"{_PLATE} {_ULTRA_COLD}",
    "M": f"{_PLATE} {_COLD}",
    "N": f"{_CRYOTUBE} {_NITROGEN} {_AFTER}",
    "O": f"{_STRAW} {_NITROGEN} {_AFTER}",
    "P": f"paraffin block {ROOM} or {COOL}",
    "Q": f"bag {_NITROGEN}",
    "R": f"dry technology medium {ROOM}",
    "S": f"{_SMALL_TUBE} {_ULTRA_COLD}",
    "T": f"{_SMALL_TUBE} {_COLD}",
    "V": f"{_TUBE} {_DEEP}",
    "W": f"{_SMALL_TUBE} {_DEEP}",
    "Y": f"primary container {_COLD} or {_ULTRA_COLD}",
    **UNKNOWN_OR_OTHER,
}

# Added by a later version, and what stays of storage codes when their temperatures are left out.
FLUID_TYPES_SINCE_4: Codes = {
    "EBC": "exhaled breath condensate",
    "EXO": "isolated or enriched exosomes",
    "PTF": "peritoneal fluid",
    "SWT": "sweat",
}
SOLID_TYPES_SINCE_3: Codes = {"BON": "bone", "NAL": "nails", "TTH": "teeth"}
CONTAINERS_SINCE_3: Codes = {
    "CPH": "cell preparation tube with heparin",
    "CSV": "tube with an aldehyde stabiliser for circulating tumour cells",
    "GLS": "glass container",
    "LHB": "lithium heparin tube with rubber plug",
    "OMN": "stool container with DNA stabiliser",
}
CONTAINERS_SINCE_4: Codes = {"CIF": "citrate fluoride tube"}
STORAGE_CONTAINERS: Codes = {
    **dict.fromkeys("ABJKSTVW", "polypropylene tube"),
    **dict.fromkeys("CDEN", "cryotube"),
    **dict.fromkeys("FGHIO", "straw"),
    **dict.fromkeys("LM", "microplate well"),
    **dict.fromkeys("PU", "paraffin block"),
    "Q": "bag",
    **UNKNOWN_OR_OTHER,
}
