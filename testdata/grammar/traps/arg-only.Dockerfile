ARG a=b
