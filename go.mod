module gloss

go 1.26.0
