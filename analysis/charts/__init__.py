"""CHARTS: dataframes to figures, one documented function a chart, in one house style."""
