"""The plan as an Excel workbook: one named table a sheet, native charts, formulas to trace sums."""
