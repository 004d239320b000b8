"""Result pages: a self-contained static site of a result, for any web server or none at all."""
