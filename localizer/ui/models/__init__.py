"""Qt models over the catalog: ids in SQL order, rows by page. They read and never write."""
