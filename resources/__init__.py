"""Files shipped with the product: the sample council, fonts and icons."""
