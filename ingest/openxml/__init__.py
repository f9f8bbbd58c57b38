"""Reading the XML of Word files (ECMA-376): the package, styles, automatic numbers, and the walk over paragraphs and tables."""
