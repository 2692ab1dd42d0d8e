FROM --x=y alpine
