"""Chemical compounds, such as inhibitors and probes."""

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from catalog.kinds.fields import NO_NUMBER, NULLS, Field, FieldType
from catalog.kinds.triggers import touches_listing
from catalog.listings.models import Listing
from exchange.kernel.pii import classify


class Compound(models.Model):
    """A substance as catalogued; amount and concentration belong to the lot."""

    listing = models.OneToOneField(Listing, on_delete=models.CASCADE, primary_key=True, related_name="compound")
    cas_number = models.CharField(max_length=12, blank=True)
    inchi_key = models.CharField(max_length=27, blank=True)
    smiles = models.TextField(blank=True)
    formula = models.TextField(blank=True)
    molecular_weight_g_mol = models.DecimalField(max_digits=10, decimal_places=3, null=True)
    purity_percent = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    salt_form = models.TextField(blank=True)
    solubility = models.TextField(blank=True)
    targets = ArrayField(models.TextField(), default=list)
    mechanism = models.TextField(blank=True)
    storage = models.TextField(blank=True)
    hazard_statements = ArrayField(models.TextField(), default=list)
    is_controlled = models.BooleanField(null=True)
    supplier = models.TextField(blank=True)
    catalogue_number = models.TextField(blank=True)

    PII = classify(
        none="listing cas_number inchi_key smiles formula molecular_weight_g_mol purity_percent salt_form solubility"
        " targets mechanism storage hazard_statements is_controlled supplier catalogue_number"
    )

    class Meta:
        triggers = [touches_listing()]
        constraints = [
            models.CheckConstraint(
                condition=Q(cas_number="") | Q(cas_number__regex=r"^[1-9][0-9]{1,6}-[0-9]{2}-[0-9]$"),
                name="compound_cas_number_form",
            ),
            models.CheckConstraint(
                condition=Q(inchi_key="") | Q(inchi_key__regex=r"^[A-Z]{14}-[A-Z]{10}-[A-Z]$"),
                name="compound_inchi_key_form",
            ),
            models.CheckConstraint(
                condition=Q(molecular_weight_g_mol__isnull=True) | Q(molecular_weight_g_mol__gt=0),
                name="compound_has_weight",
            ),
            models.CheckConstraint(
                condition=Q(purity_percent__isnull=True) | Q(purity_percent__range=(0, 100)),
                name="compound_purity_range",
            ),
        ]

    def __str__(self) -> str:
        return str(self.listing)


FIELDS = (
    Field("cas_number", "CAS registry number.", "50-00-0", title="CAS number", nulls=NULLS, max_length=12),
    Field(
        "inchi_key",
        "Hashed InChI.",
        "WSFSSNUMVMOOMR-UHFFFAOYSA-N",
        title="InChIKey",
        nulls=NULLS,
        max_length=27,
    ),
    Field("smiles", "Structure in SMILES.", "C=O", title="SMILES", nulls=NULLS, max_length=2000),
    Field("formula", "Molecular formula.", "CH2O", nulls=NULLS),
    Field(
        "molecular_weight_g_mol",
        "Molecular weight in g/mol.",
        "30.026",
        title="Molecular weight",
        type=FieldType.DECIMAL,
        nulls=NO_NUMBER,
        least=Decimal("0.001"),
        most=Decimal(9_999_999),
        unit="g/mol",
    ),
    Field(
        "purity_percent",
        "Purity in percent.",
        "98.5",
        title="Purity",
        type=FieldType.DECIMAL,
        nulls=NO_NUMBER,
        least=Decimal(0),
        most=Decimal(100),
        unit="%",
    ),
    Field("salt_form", "Salt or solvate.", "hydrochloride", nulls=NULLS),
    Field("solubility", "In what it dissolves.", "DMSO, 50 mg/ml", nulls=NULLS),
    Field("targets", "What it acts on.", "MEK1|MEK2", type=FieldType.LIST, nulls=NULLS),
    Field("mechanism", "How it acts.", "Allosteric inhibitor", nulls=NULLS, max_length=500),
    Field("storage", "How it is kept.", "-20 °C, dry, dark", nulls=NULLS),
    Field("hazard_statements", "GHS hazard statements.", "H302|H315", type=FieldType.LIST, nulls=NULLS, max_length=40),
    Field(
        "is_controlled",
        "Whether the law controls it, as a drug or a precursor.",
        "no",
        title="Controlled substance",
        type=FieldType.FLAG,
        nulls=NULLS,
    ),
    Field("supplier", "Who makes it.", "Own synthesis", nulls=NULLS),
    Field("catalogue_number", "The maker's number.", "C-1001", nulls=NULLS),
)
