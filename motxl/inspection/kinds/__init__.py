"""One module per kind of hidden data: ``find`` lists it; some can ``remove`` it too."""
