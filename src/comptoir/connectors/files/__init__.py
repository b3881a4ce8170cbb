"""Files that people drop: CSV, TSV, Excel, Parquet, plain or compressed."""
