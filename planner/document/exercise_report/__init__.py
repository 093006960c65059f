"""The post-exercise report: what was aimed at, decided and learnt, as a document and a workbook."""
