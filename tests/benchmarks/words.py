"""What titles and summaries are put together of."""

QUALITIES = (
    "treatment naive", "post-chemotherapy", "matched normal available", "longitudinal series", "stage I", "stage II",
    "stage III", "stage IV", "paediatric", "adult cohort", "twin cohort", "HPV positive", "high tumour content",
    "pathologist reviewed", "early onset", "rare disease registry", "population cohort", "case-control",
    "COVID-19 recovered", "pre-operative",
)  # fmt: skip
_WORDS = (
    "collected under broad informed consent with linked clinical follow-up genotype array whole genome sequencing"
    " RNA-seq methylation imaging available processed within two hours centrifuged aliquoted barcoded stored monitored"
    " freezer ISO 20387 certified biobank annotated age sex smoking status treatment response survival histology"
    " reviewed tumour content mutation EGFR KRAS BRCA1 TP53 HER2 positive negative metastatic primary relapse remission"
    " control healthy donor matched urban rural prospective retrospective multicentre trial arm baseline visit"
    " inflammatory marker CRP cytokine panel proteomics metabolomics mass spectrometry microbiome 16S shotgun nanopore"
    " long-read single-cell spatial transcriptomics flow cytometry immunophenotyping HLA typing vaccination exposure"
    " pollution diet questionnaire biopsy resection autopsy needle core microarray slide stained H&E digital pathology"
    " scan"
)
WORDS = _WORDS.split()
